import { neumaierSum } from '../../math';

/** A mean, and how sure it is. */
export interface MeanOfValues {
  readonly mean: number;
  /** The squared standard error s²/n of the mean, s² with n − 1. */
  readonly squaredError: number;
  /** The largest share, 0 … 1, that one value has of the squared deviations: near 1 the error itself isn't known. */
  readonly largestShare: number;
}

/**
 * The mean of independent values, with its squared standard error.
 *
 * @param values - at least two; infinite ones make both infinite or NaN
 * @returns both, in float64
 */
export function meanOfValues(values: ArrayLike<number>): MeanOfValues {
  const count = values.length;
  const mean = neumaierSum(count, (index) => values[index]!) / count;
  const squares = neumaierSum(count, (index) => (values[index]! - mean) ** 2);
  let largest = 0;
  for (let index = 0; index < count; index++) largest = Math.max(largest, (values[index]! - mean) ** 2);
  return {
    mean,
    squaredError: squares / (count - 1) / count,
    largestShare: squares > 0 ? largest / squares : 0,
  };
}
