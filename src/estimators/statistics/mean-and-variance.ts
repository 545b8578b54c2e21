import { neumaierSum } from '../../math';

/** The mean of some terms; infinite or NaN where one is. */
export function meanOfTerms(terms: ArrayLike<number>): number {
  return neumaierSum(terms.length, (index) => terms[index]!) / terms.length;
}

/** Σ (xᵢ − x̄)². */
function squaredDeviations(values: ArrayLike<number>, mean: number): number {
  return neumaierSum(values.length, (index) => (values[index]! - mean) ** 2);
}

/** Σ (xᵢ − x̄)² / (n − 1): the unbiased variance of at least two values. */
export function sampleVariance(values: Float64Array): number {
  return squaredDeviations(values, meanOfTerms(values)) / (values.length - 1);
}

/** Σ (xᵢ − x̄)² / n: the variance of the values themselves, which stand for no others. */
export function populationVariance(values: Float64Array): number {
  return squaredDeviations(values, meanOfTerms(values)) / values.length;
}

/**
 * The variance of an average of independent terms, s²/n, s² with the divisor n − 1.
 *
 * @param terms - the terms
 * @returns the average's variance
 */
export function varianceOfMean(terms: Float64Array): number {
  return populationVariance(terms) / (terms.length - 1);
}

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
  const mean = meanOfTerms(values);
  const squares = squaredDeviations(values, mean);
  let largest = 0;
  for (let index = 0; index < count; index++) largest = Math.max(largest, (values[index]! - mean) ** 2);
  return {
    mean,
    squaredError: squares / (count - 1) / count,
    largestShare: squares > 0 ? largest / squares : 0,
  };
}
