import { clone, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../optimizers';

/** Stands in an optimizer's place: keeps the gradients of one part of the batch, and moves nothing. */
export class GradientCollector implements Optimizer {
  readonly name = 'gradientCollector';
  private gradients: readonly (Tensor | null)[] = [];

  update(_: readonly Variable[], gradients: readonly (Tensor | null)[]): void {
    this.dispose();
    this.gradients = gradients.map((gradient) => gradient && keep(clone(gradient)));
  }

  /** The gradients of the last update, now the caller's. */
  take(): readonly (Tensor | null)[] {
    const { gradients } = this;
    this.gradients = [];
    return gradients;
  }

  save() {
    return { updates: 0, tensors: {} };
  }

  restore(): void {}

  dispose(): void {
    for (const gradient of this.gradients) gradient?.dispose();
    this.gradients = [];
  }
}
