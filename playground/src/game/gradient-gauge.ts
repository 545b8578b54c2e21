import { add, keep, type Scalar, sqrt, square, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Optimizer } from 'gan-core/optimizers';

/** Measures how long a network's gradient is, ‖∇‖, at an update now and then: at the others it computes and reads nothing. */
export class GradientGauge {
  private isDue = false;
  private measured: Scalar | undefined;
  private length: number | null = null;

  /** The optimizer, which moves as before; its gradients are looked at on the way. */
  gauged(optimizer: Optimizer): Optimizer {
    return {
      name: optimizer.name,
      update: (weights, gradients) => {
        if (this.isDue) this.measure(gradients);
        optimizer.update(weights, gradients);
      },
      save: () => optimizer.save(),
      restore: (state) => optimizer.restore(state),
      dispose: () => {
        this.measured?.dispose();
        this.measured = undefined;
        optimizer.dispose();
      },
    };
  }

  /** The length at the latest update that was measured, or null before there was one; and has the next one measured. */
  async read(): Promise<number | null> {
    const { measured } = this;
    this.measured = undefined;
    if (measured) {
      [this.length] = (await measured.data()) as unknown as [number];
      measured.dispose();
    }
    this.isDue = true;
    return this.length;
  }

  private measure(gradients: readonly (Tensor | null)[]): void {
    this.isDue = false;
    this.measured?.dispose();
    this.measured = tidy(() => {
      const squares = gradients.flatMap((gradient) => (gradient ? [sum(square(gradient))] : []));
      return squares.length > 0 ? keep(sqrt(squares.reduce((a, b) => add(a, b)))) : undefined;
    }) as Scalar | undefined;
  }
}
