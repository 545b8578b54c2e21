import { neumaierSum } from '../../math';

/** Σ (xᵢ − x̄)² / (n − 1): the unbiased variance of at least two values. */
export function sampleVariance(values: Float64Array): number {
  const mean = neumaierSum(values.length, (index) => values[index]!) / values.length;
  return neumaierSum(values.length, (index) => (values[index]! - mean) ** 2) / (values.length - 1);
}
