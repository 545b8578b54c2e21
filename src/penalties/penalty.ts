import type { Scalar } from '@tensorflow/tfjs-core';
import { checkWholeNumber } from '../errors';
import type { LossTerm } from './loss-term';
import type { PenaltyInputs } from './penalty-inputs';

/** A penalty of gan-core's: a term of D's loss that needs no more than these inputs, so that a loop of your own can call it. */
export interface Penalty extends LossTerm {
  readonly every: number;
  /** The penalty, for one step. */
  compute(inputs: PenaltyInputs): Scalar;
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
