import { populationVariance } from './mean-and-variance';

/**
 * The jackknife's estimate of a statistic's variance, (n − 1)/n · Σᵢ (T₍ᵢ₎ − T̄)², where T₍ᵢ₎ leaves the i-th sample out and
 * T̄ is their mean. On average it is never too small (Efron & Stein 1981, "The Jackknife Estimate of Variance").
 * Of a statistic of two independent samples the variance is the sum of both samples' parts.
 *
 * @param leftOut - T₍ᵢ₎ for each sample
 * @returns the variance
 */
export function jackknifeVariance(leftOut: Float64Array): number {
  return (leftOut.length - 1) * populationVariance(leftOut);
}
