import { compensatedSum } from '../math';

/** A mean, and how sure it is. */
export interface MeanOfValues {
  readonly mean: number;
  /** The squared standard error s²/n of the mean, s² with n − 1. */
  readonly squaredError: number;
}

/**
 * The mean of independent values, with its squared standard error.
 *
 * @param values - at least two; infinite ones make both infinite or NaN
 * @returns both, in float64
 */
export function meanOfValues(values: ArrayLike<number>): MeanOfValues {
  const count = values.length;
  const mean = compensatedSum(count, (index) => values[index]!) / count;
  const squares = compensatedSum(count, (index) => (values[index]! - mean) ** 2);
  return { mean, squaredError: squares / (count - 1) / count };
}
