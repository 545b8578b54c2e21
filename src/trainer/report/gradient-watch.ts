import { abs, keep, max, maximum, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../optimizers';
import { type Role, roles } from '../networks/model';

/** Updates of each network that are looked at. */
const UPDATES = 10;

/** Watches whether a network gets gradients that are all exactly 0, in its first updates: it would not learn. */
export class GradientWatch {
  private readonly largest: Partial<Record<Role, Scalar>> = {};
  private readonly updates: Record<Role, number> = { generator: 0, discriminator: 0 };

  /** The optimizer, with a look at the gradients of its first updates; nothing is read from the device. */
  watch(role: Role, optimizer: Optimizer): Optimizer {
    const look = (gradients: readonly (Tensor | null)[]) => {
      const some = gradients.filter((gradient): gradient is Tensor => gradient !== null && gradient.size > 0);
      const former = this.largest[role];
      this.largest[role] = tidy(() => {
        const sizes = some.map((gradient) => max(abs(gradient)));
        const all = former ? [former, ...sizes] : sizes;
        return keep(all.reduce((a, b) => maximum(a, b)).clone()) as Scalar;
      });
      former?.dispose();
    };
    return {
      name: optimizer.name,
      update: (weights, gradients) => {
        if (this.updates[role]++ < UPDATES && gradients.some((gradient) => gradient?.size)) look(gradients);
        return optimizer.update(weights, gradients);
      },
      save: () => optimizer.save(),
      restore: (state) => optimizer.restore(state),
      dispose: () => optimizer.dispose(),
    };
  }

  /** Warnings of the networks whose gradients all were 0, once: the watch is over then. */
  async warnings(): Promise<string[]> {
    const without: string[] = [];
    for (const role of roles) {
      const largest = this.largest[role];
      if (largest && (await largest.data())[0] === 0)
        without.push(
          `The ${role}'s gradients were all exactly 0 in its first steps: it doesn't learn. Look for activations that are all cut off (relu), an output that doesn't depend on its weights, or a loss that doesn't depend on its output.`,
        );
    }
    this.dispose();
    return without;
  }

  /** Frees what it keeps. */
  dispose(): void {
    for (const role of roles) {
      this.largest[role]?.dispose();
      delete this.largest[role];
      this.updates[role] = UPDATES;
    }
  }
}
