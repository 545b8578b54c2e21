import { add, mean, type Scalar, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeValue, refuseUnknownKeys } from '../errors';

/** Reduction of a batch of per-sample losses to the result: its mean (the default), its sum, or as it is. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Options of every loss. */
export interface LossOptions<R extends Reduction = Reduction> {
  /** `'mean'` (default) and `'sum'` give a scalar, `'none'` the loss of each logit. */
  readonly reduction?: R;
}

/** The result of a loss on one batch: with `'none'` a tensor of the logits' shape, a scalar otherwise. */
export type ReducedLoss<R extends Reduction> = R extends 'none' ? Tensor : Scalar;

/** The result of a loss on two batches: with `'none'` the losses of each, never a sum of unlike shapes. */
export type ReducedPairLoss<R extends Reduction> = R extends 'none' ? PairOfLosses : Scalar;

/** The unreduced losses of a real and of a generated batch. */
export interface PairOfLosses {
  /** One loss for each real logit, in their shape. */
  readonly real: Tensor;
  /** One loss for each generated logit, in their shape. */
  readonly fake: Tensor;
}

/** Refuses options that a loss wouldn't read. */
export function checkLossOptions(options: unknown, ...ownKeys: readonly string[]): void {
  refuseUnknownKeys(options, [...ownKeys, 'reduction']);
}

/** Refuses options of a game that has none. */
export function refuseOptions(options: readonly unknown[]): void {
  for (const given of options) if (given !== undefined) refuseUnknownKeys(given, []);
}

/** Applies a reduction to the losses of one batch. */
export function reduceLoss(losses: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (reduction === 'none') return losses;
  if (reduction === 'sum') return sum(losses);
  if (reduction === 'mean') return mean(losses);
  throw new ArgumentError('reduction', `got ${describeValue(reduction)}; expected 'mean', 'sum' or 'none'.`);
}

/** Applies a reduction to the losses of two batches, each by itself, and adds what was reduced. */
export function reducePair<R extends Reduction>(
  losses: () => readonly [real: Tensor, fake: Tensor],
  reduction: R | undefined,
): ReducedPairLoss<R> {
  return tidy(() => {
    const [real, fake] = losses().map((batch) => reduceLoss(batch, reduction)) as [Tensor, Tensor];
    return reduction === 'none' ? { real, fake } : add(real, fake);
  }) as ReducedPairLoss<R>;
}

/** Refuses what can't be a batch of logits. */
export function checkLogits(argument: string, logits: Tensor): void {
  checkFloats(argument, logits, "with at least one logit: the discriminator's raw output, no sigmoid");
}

/** Refuses what isn't a float32 tensor with elements, in use. */
export function checkFloats(argument: string, value: unknown, meaning: string): void {
  checkTensor(argument, value, { expected: `a float32 tensor ${meaning}`, dtype: 'float32' });
}

/** Refuses what can't be a batch of logits of real samples and one of generated ones. */
export function checkLogitPair(realLogits: Tensor, fakeLogits: Tensor): void {
  checkLogits('realLogits', realLogits);
  checkLogits('fakeLogits', fakeLogits);
}
