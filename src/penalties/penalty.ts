import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { checkWholeNumber } from '../errors';
import type { OptimizerState } from '../optimizers';
import type { Random } from '../random';
import type { Discriminate } from './input-gradient';

/** Inputs of a penalty in a step of D. */
export interface PenaltyInputs {
  /** D, in training mode. */
  readonly discriminate: Discriminate;
  /** The real batch. */
  readonly real: Tensor;
  /** The generated batch. */
  readonly fake: Tensor;
  /** D's logits on the real batch, as the loss saw them. */
  readonly realLogits: Tensor;
  /** D's logits on the generated batch, as the loss saw them. */
  readonly fakeLogits: Tensor;
  /** Source of the penalty's randomness. */
  readonly random: Random;
}

/** A penalty on D as the Trainer takes it: what is added to D's loss. An object of your own will do. */
export interface Penalty {
  /** Unique among a trainer's penalties. */
  readonly name: string;
  /**
   * Steps of D in which it is computed: every one (1), or every so many. The Trainer then multiplies it by `every`, so
   * that its mean weight stays the same: lazy regularization, as in StyleGAN2 (Karras et al. 2020, §3.1).
   */
  readonly every: number;
  /** The penalty, for one step. */
  compute(inputs: PenaltyInputs): Scalar;
  /**
   * A copy of what it keeps between steps, if it keeps anything: the Trainer goes back to it after NaN. The caller disposes of
   * its tensors.
   */
  save?(): OptimizerState;
  /** Goes back to what `save` gave; it copies what it needs. */
  restore?(state: OptimizerState): void;
  /** Frees tensors that it keeps between steps, if it does. */
  dispose?(): void;
}

/** Options for a penalty that is computed in some steps only. */
export interface LazyOptions {
  /** Compute it in every so many steps of D, with so many times its weight. Default 1. */
  readonly every?: number;
}

/** Refuses an `every` that isn't a whole number above 0. */
export function checkEvery(every: number): number {
  checkWholeNumber('every', every, 1);
  return every;
}
