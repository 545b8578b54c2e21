import { logMeanExp } from '../../math';
import { createPauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { type CriticValues, readCriticValues } from './critic-values';
import { exponentialWeights, weightWarnings } from './exponential-weights';

/**
 * The bound of Nguyen, Wainwright & Jordan, KL(p‖q) ≥ E_p T − E_q e^(T−1), tight for T = 1 + log p/q.
 *
 * Convention: the shifted form, f-GAN's with KL's conjugate e^(t−1). The other one in use, 1 + E_p S − E_q e^S with its
 * best S = log p/q, is this one at T = 1 + S. For the same T it is at most the Donsker–Varadhan bound, equal where
 * E_q e^T = e; unlike that one it is unbiased on samples that the critic wasn't trained on.
 *
 * Each pass over the values, some tens of milliseconds for a million, is one piece; there are pauses between them.
 *
 * Computed by log-sum-exp in float64. The exact value overflows where a T on q exceeds about 710: then it is −Infinity.
 * The standard error is that of two independent means.
 *
 * Source: Nguyen, Wainwright & Jordan 2010, "Estimating Divergence Functionals and the Likelihood Ratio by Convex Risk
 * Minimization"; Nowozin et al. 2016, "f-GAN", table 2.
 *
 * @param p - T on samples of p, a tensor of any shape or numbers
 * @param q - T on samples of q
 * @param options - `confidence`
 * @returns the lower bound in nats
 * @throws ArgumentError for fewer than two values a side, one that isn't finite, or an unknown option
 *
 * @example
 * ```ts
 * import { nwjFromCritic } from 'gan-core/estimators';
 * // p = [½, ½] and q = [¼, ¾], and the best critic there is.
 * const critic = (ratio: number) => 1 + Math.log(ratio);
 * const p = [2, 2 / 3].map(critic); // samples A and B
 * const q = [2, 2 / 3, 2 / 3, 2 / 3].map(critic); // A, B, B and B
 * const { value, unit } = await nwjFromCritic(p, q);
 * // KL is ½·log(4/3).
 * console.log(value.toFixed(6), unit); // → 0.143841 nats
 * ```
 */
export async function nwjFromCritic(
  p: CriticValues,
  q: CriticValues,
  options: EstimateOptions = {},
): Promise<Estimate> {
  const { confidence, signal } = checkEstimateOptions(options);
  const pauses = createPauses(signal);
  const onP = await readCriticValues('p', p, pauses);
  const onQ = await readCriticValues('q', q, pauses);
  const weights = await exponentialWeights(onQ, pauses);
  if (pauses.due()) await pauses.take();
  const value = nwjBound(onP, onQ);
  if (pauses.due()) await pauses.take();
  const squaredErrorOfQ = Math.exp(2 * (logMeanExp(onQ) - 1)) * weights.relativeSquaredError;
  const standardError = Math.sqrt(meanOfValues(onP).squaredError + squaredErrorOfQ);
  const finite = Number.isFinite(value) && Number.isFinite(standardError);
  return {
    value,
    standardError: finite ? standardError : Infinity,
    interval: finite ? normalInterval(value, standardError, confidence) : [-Infinity, Infinity],
    unit: 'nats',
    bound: 'lower',
    estimator: 'Nguyen–Wainwright–Jordan',
    sampleSizes: { p: onP.length, q: onQ.length },
    converged: true,
    warnings: [
      ...weightWarnings(weights, value, onQ.length),
      ...(finite ? [] : ['e^(T−1) overflows: the critic is far too large on q; the bound says nothing.']),
    ],
  };
}

/** mean(T_p) − mean e^(T_q − 1). */
function nwjBound(onP: Float64Array, onQ: Float64Array): number {
  return meanOfValues(onP).mean - Math.exp(logMeanExp(onQ) - 1);
}
