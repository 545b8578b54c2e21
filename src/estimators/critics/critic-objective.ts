import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Sides } from '../samples/sides';

/** A variational bound as something to train for. */
export interface CriticObjective {
  /** The negative bound from a critic's values on a batch of p and one of q; differentiable. */
  loss(onP: Tensor, onQ: Tensor): Scalar;
  /**
   * Computes each sample's contribution to the bound, which is mean(p) − mean(q), in float64; NaN or infinite where values
   * are too large.
   */
  terms(onP: Float64Array, onQ: Float64Array): Sides<Float64Array> | Promise<Sides<Float64Array>>;
  /**
   * Keeps a critic within what its training samples of q support: the bound that is reported, and so the one that chooses the
   * critic, is that of the limited values. Absent where terms are bounded from above without it.
   */
  limit?(trainingOnQ: ValuesOnQ): CriticLimit | Promise<CriticLimit>;
}

/** A critic's values on its training samples of q, computed where they are asked for. */
export interface ValuesOnQ {
  readonly count: number;
  values(): Promise<Float64Array>;
}

/** Limits a critic's value. */
export type CriticLimit = (value: number) => number;

/** An objective's limit, or none. */
export async function limitOf(objective: CriticObjective, trainingOnQ: ValuesOnQ): Promise<CriticLimit> {
  return (await objective.limit?.(trainingOnQ)) ?? ((value) => value);
}
