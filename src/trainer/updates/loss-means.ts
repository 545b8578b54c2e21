import { stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { RunningMean, sumOfMeans } from '../report/running-mean';
import type { MoveLosses } from './update-step';

/** Means of losses since the last report, as numbers. */
interface LossReading {
  readonly losses: Readonly<Record<string, number>>;
  /** Whether the losses and all of `state` are finite. */
  readonly finite: boolean;
}

/** Gathers losses by their names on the device, so that a step reads nothing back. */
export class LossMeans {
  private readonly means = new Map<string, RunningMean>();

  /** Takes over the losses of a move. */
  add(losses: MoveLosses): void {
    for (const [name, loss] of Object.entries(losses)) {
      const mean = this.means.get(name) ?? new RunningMean();
      mean.add(loss);
      this.means.set(name, mean);
    }
  }

  /**
   * Reads everything in one go, and starts over.
   *
   * @param state - tensors that must be finite: the weights, and what the optimizers keep
   */
  async read(state: readonly Tensor[]): Promise<LossReading> {
    const names = [...this.means.keys()].filter((name) => !this.means.get(name)!.isEmpty);
    const numbers = tidy(() =>
      stack([sumOfMeans(state), ...names.map((name) => this.means.get(name)!.mean())]),
    );
    this.clear();
    const [, ...means] = await numbers.data();
    const finite = Array.from(await numbers.data()).every(Number.isFinite);
    numbers.dispose();
    return { losses: Object.fromEntries(names.map((name, index) => [name, means[index]!])), finite };
  }

  /** Forgets everything gathered. */
  clear(): void {
    for (const mean of this.means.values()) mean.clear();
  }
}
