import { eachInBlocks, type Pauses } from '../../scheduling';
import { populationVariance } from './mean-and-variance';

/**
 * Takes a statistic without each of the samples in turn, which is what the jackknife looks at.
 *
 * @param count - how many samples there are
 * @param without - the statistic without the i-th one
 * @param pauses - taken now and then
 */
export async function leaveOneOut(
  count: number,
  without: (sample: number) => number,
  pauses: Pauses,
): Promise<Float64Array> {
  const values = new Float64Array(count);
  await eachInBlocks(count, 32, pauses, (sample) => {
    values[sample] = without(sample);
  });
  return values;
}

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

/**
 * The jackknife's standard error of a statistic of two independent samples.
 *
 * @param withoutOne - the statistic without each sample of p, and of q
 * @param pauses - taken between the two sides: each is a pass or two over all samples
 */
export async function jackknifeError(
  { p, q }: { readonly p: Float64Array; readonly q: Float64Array },
  pauses: Pauses,
): Promise<number> {
  if (pauses.due()) await pauses.take();
  const ofP = jackknifeVariance(p);
  if (pauses.due()) await pauses.take();
  return Math.sqrt(ofP + jackknifeVariance(q));
}
