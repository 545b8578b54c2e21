import { compensatedSum } from '../../math';

/** Σ (xᵢ − x̄)² / (n − 1): the unbiased variance of at least two values. */
export function sampleVariance(values: Float64Array): number {
  const mean = compensatedSum(values.length, (index) => values[index]!) / values.length;
  return compensatedSum(values.length, (index) => (values[index]! - mean) ** 2) / (values.length - 1);
}
