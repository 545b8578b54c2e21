import {
  concat,
  keep,
  mean,
  type Scalar,
  scalar,
  stack,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { DiscriminatorStep } from '../game/train-step';
import type { Part } from './part';

/** The step of the whole batch: means of the losses, and everyone's logits. */
export function joinedStep(own: DiscriminatorStep, parts: readonly Part[]): DiscriminatorStep {
  const logits = (mine: Tensor, name: 'realLogits' | 'fakeLogits') =>
    keep(tidy(() => concat([mine, ...parts.map((part) => tensor(part[name], mine.shape))])));
  return {
    loss: meanLoss(
      own.loss,
      parts.map(({ loss }) => loss),
    ),
    realLogits: logits(own.realLogits, 'realLogits'),
    fakeLogits: logits(own.fakeLogits, 'fakeLogits'),
    penalties: Object.fromEntries(
      Object.entries(own.penalties).map(([name, value]) => [
        name,
        meanLoss(
          value,
          parts.map(({ penalties }) => penalties[name]!),
        ),
      ]),
    ),
  };
}

/** The mean of this thread's loss and the others'. */
export function meanLoss(own: Scalar, others: readonly number[]): Scalar {
  return tidy(() => mean(stack([own, ...others.map((value) => scalar(value))])));
}
