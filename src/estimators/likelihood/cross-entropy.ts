import { ArgumentError, checkMembers, describeValue } from '../../errors';
import { createPauses, inBlocks, orAborted, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { readSamples, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { meanOfTerms, sampleVariance } from '../statistics/mean-and-variance';
import { studentInterval } from '../statistics/normal-interval';
import { logDensitiesOf } from './maximum-likelihood';
import { readLogDensities } from './read-log-densities';

/** Density that a cross-entropy is taken against: a fitted one, or any object that computes log q(x). */
export interface LogDensity {
  /** Number of coordinates of a point, where the density knows it. */
  readonly dimension?: number;
  /**
   * log q(x) in nats; −∞ where q has no mass.
   *
   * @param point - x
   */
  logDensity(point: ArrayLike<number>): number;
  /** log q of many points, where that is faster than one by one; what a fitted density has. */
  readonly logDensities?: (
    samples: Samples,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Float64Array>;
}

/**
 * The cross-entropy H(p, q) = −E_p log q(x) of a density q, from samples of p: H(p) + KL(p‖q), the mean of −log q(xᵢ).
 * Unbiased as long as q wasn't fitted to these very samples; if it was, the value is too low: see
 * `heldOutLogLikelihood`. The error is the samples' alone.
 *
 * The interval is Student's t's, exact where log q(xᵢ) is normal; a warning says so where there are fewer than 30 samples.
 * Range −∞ … +∞, in nats; +∞, with a warning, where q has no mass on a sample.
 *
 * Source: from its definition, as a mean; the interval by Student 1908, "The Probable Error of a Mean".
 *
 * @param p - samples of p
 * @param density - q: a fitted density, or an object with `logDensity`
 * @param options - `signal` aborts; `confidence`; nothing is drawn
 * @returns the estimate; `sampleSizes.q` is 0
 * @throws ArgumentError if the samples aren't samples of q's space, q is no density, or its log-density
 * is NaN, +Infinity or no number at a sample
 *
 * @example
 * ```ts
 * import { estimateCrossEntropy } from 'gan-core/estimators';
 * const exponential = { dimension: 1, logDensity: (x: ArrayLike<number>) => -x[0]! };
 * // log q(x) = −x: the samples' mean.
 * const { value, unit } = await estimateCrossEntropy([[0.5], [1], [1.5]], exponential);
 * console.log(value, unit); // → 1 nats
 * ```
 */
export async function estimateCrossEntropy(
  p: Samples,
  density: LogDensity,
  options: EstimateOptions = {},
): Promise<Estimate> {
  const { signal, confidence } = checkEstimateOptions(options);
  checkMembers('density', density, {
    expected: 'a fitted density, or { logDensity(point) }',
    functions: ['logDensity'],
    maybe: ['logDensities'],
  });
  const { dimension: itsDimension } = density;
  if (itsDimension !== undefined && !Number.isSafeInteger(itsDimension)) {
    const problem = `got ${describeValue(itsDimension)}; expected a whole number, or nothing`;
    throw new ArgumentError('density.dimension', `${problem}.`);
  }
  const samples = await readSamples('p', p, 2, signal);
  const { count, dimension } = samples;
  if (itsDimension !== undefined && itsDimension !== dimension) {
    throw new ArgumentError(
      'p',
      `has points of ${dimension} dimensions; expected ${itsDimension}, as the density has.`,
    );
  }
  const pauses = createPauses(signal);
  const logQ = density.logDensities
    ? await readLogDensities(
        await orAborted(density.logDensities(samples, signal ? { signal } : {}), pauses),
        count,
        pauses,
      )
    : await logDensitiesOf({ logDensity: (point) => density.logDensity(point) }, samples, pauses);
  const surprises = new Float64Array(count);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let sample = from; sample < to; sample++) surprises[sample] = -logQ[sample]!;
  });
  const estimate = await meanEstimate(surprises, confidence, pauses);
  return { ...estimate, estimator: 'cross-entropy', sampleSizes: { p: count, q: 0 } };
}

/** The mean of a log-density's values as an estimate, in nats. */
export async function meanEstimate(
  values: Float64Array,
  confidence: number,
  pauses: Pauses,
): Promise<Omit<Estimate, 'estimator' | 'sampleSizes'>> {
  const value = meanOfTerms(values);
  if (pauses.due()) await pauses.take();
  const finite = Number.isFinite(value);
  const standardError = finite ? Math.sqrt(sampleVariance(values) / values.length) : Infinity;
  return {
    value,
    standardError,
    interval: finite
      ? studentInterval(value, standardError, confidence, values.length)
      : [-Infinity, Infinity],
    unit: 'nats',
    bound: 'none',
    converged: true,
    warnings: finite
      ? fewSamplesForInterval({ p: values.length, q: 0 })
      : ['The density is 0 at a sample. Take a family with mass wherever samples may fall.'],
  };
}
