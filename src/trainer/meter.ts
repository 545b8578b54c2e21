import {
  add,
  addN,
  keep,
  max,
  mean,
  min,
  type Scalar,
  sigmoid,
  stack,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { DiscriminatorStep } from './train-step';

/** What a meter reads at a report. */
export interface MeterReading {
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  readonly realScore: number;
  readonly fakeScore: number;
  readonly realLogit: number;
  readonly fakeLogit: number;
  readonly smallestLogit: number;
  readonly largestLogit: number;
  /** Whether the losses and all of `state` are finite. */
  readonly finite: boolean;
}

type NineNumbers = [number, number, number, number, number, number, number, number, number];

/** Gathers the losses and the latest logits of the steps on the device, so that a step reads nothing back. */
export class Meter {
  private discriminator: { sum: Scalar; count: number } | undefined;
  private generator: { sum: Scalar; count: number } | undefined;
  private logits: Tensor[] = [];

  /** Takes over the tensors of a step of D. */
  addDiscriminatorStep({ loss, realLogits, fakeLogits }: DiscriminatorStep): void {
    this.discriminator = accumulate(this.discriminator, loss);
    for (const tensor of this.logits) tensor.dispose();
    this.logits = [realLogits, fakeLogits];
  }

  /** Takes over the loss of a step of G. */
  addGeneratorStep(loss: Scalar): void {
    this.generator = accumulate(this.generator, loss);
  }

  /**
   * Reads everything in one go, and starts over.
   *
   * @param state - tensors that must be finite: the weights
   */
  async read(state: readonly Tensor[]): Promise<MeterReading> {
    const { discriminator, generator } = this;
    const [realLogits, fakeLogits] = this.logits;
    if (!discriminator || !generator || !realLogits || !fakeLogits)
      throw new Error('A meter was read before a step.');
    const numbers = tidy(() => {
      const smallest = min(stack([min(realLogits), min(fakeLogits)]));
      const largest = max(stack([max(realLogits), max(fakeLogits)]));
      // NaN and Infinity survive a mean and a sum, so one number tells of all weights.
      const total = addN(state.map((tensor) => mean(tensor)));
      const scores = [mean(sigmoid(realLogits)), mean(sigmoid(fakeLogits))];
      const logits = [mean(realLogits), mean(fakeLogits)];
      return stack([discriminator.sum, generator.sum, ...scores, ...logits, smallest, largest, total]);
    });
    this.clear();
    const values = await numbers.data();
    numbers.dispose();
    const [
      discriminatorSum,
      generatorSum,
      realScore,
      fakeScore,
      realLogit,
      fakeLogit,
      smallestLogit,
      largestLogit,
      total,
    ] = values as unknown as NineNumbers;
    return {
      discriminatorLoss: discriminatorSum / discriminator.count,
      generatorLoss: generatorSum / generator.count,
      realScore,
      fakeScore,
      realLogit,
      fakeLogit,
      smallestLogit,
      largestLogit,
      finite: [discriminatorSum, generatorSum, total].every(Number.isFinite),
    };
  }

  /** Forgets everything gathered. */
  clear(): void {
    for (const tensor of [this.discriminator?.sum, this.generator?.sum, ...this.logits]) tensor?.dispose();
    this.discriminator = undefined;
    this.generator = undefined;
    this.logits = [];
  }
}

function accumulate(
  so: { sum: Scalar; count: number } | undefined,
  loss: Scalar,
): { sum: Scalar; count: number } {
  if (!so) return { sum: keep(loss), count: 1 };
  const sum = keep(add(so.sum, loss));
  so.sum.dispose();
  loss.dispose();
  return { sum: sum as Scalar, count: so.count + 1 };
}
