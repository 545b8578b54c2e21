import { neumaierSum } from './neumaier-sum';

/**
 * log((1/n) Σ exp(values[i])), with the largest value taken out first: finite for finite values of any size.
 *
 * @param values - at least one number
 * @returns the logarithm of the mean
 */
export function logMeanExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, values[index]!);
  // Infinity − Infinity would be NaN below.
  if (!Number.isFinite(largest)) return largest;
  const sum = neumaierSum(values.length, (index) => Math.exp(values[index]! - largest));
  return largest + Math.log(sum / values.length);
}
