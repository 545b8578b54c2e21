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
import type { DiscriminatorStep, NetworkStep } from '../game/game';
import type { Part } from './part';

/** The step of D of the whole batch: means of the losses, and everyone's logits. */
export function joinedStep(own: DiscriminatorStep, parts: readonly Part[]): DiscriminatorStep {
  const logits = (mine: Tensor, name: 'realLogits' | 'fakeLogits') =>
    keep(tidy(() => concat([mine, ...parts.map((part) => tensor(part[name], mine.shape))])));
  return {
    ...joinedLosses(own, parts),
    realLogits: logits(own.realLogits, 'realLogits'),
    fakeLogits: logits(own.fakeLogits, 'fakeLogits'),
  };
}

/** The loss and the terms of the whole batch: everyone's means. */
export function joinedLosses(own: NetworkStep, parts: readonly Part[]): NetworkStep {
  const loss = meanLoss(
    own.loss,
    parts.map((part) => part.loss),
  );
  const terms = Object.entries(own.terms).map(([name, value]) => {
    const others = parts.map((part) => part.terms[name]!);
    return [name, meanLoss(value, others)] as const;
  });
  return { loss, terms: Object.fromEntries(terms) };
}

/** The mean of this thread's loss and the others'. */
function meanLoss(own: Scalar, others: readonly number[]): Scalar {
  return tidy(() => mean(stack([own, ...others.map((value) => scalar(value))])));
}
