import { logMeanExp } from '../../math';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { type CriticValues, readCriticValues } from './critic-values';
import { exponentialWeights, weightWarnings } from './exponential-weights';

/**
 * The Donsker–Varadhan bound KL(p‖q) ≥ E_p T − log E_q e^T for a critic T, tight for T = log p/q + any constant.
 *
 * Each pass over the values, some tens of milliseconds for a million, is one piece; there are pauses between them.
 *
 * Computed by log-sum-exp in float64: finite for finite values of any size, and unchanged by T + constant. The standard
 * error is by the delta method, s²(T_p)/n + s²(e^T_q)/(m·mean²(e^T_q)).
 *
 * The logarithm of a mean lies below the mean's logarithm on average, so the estimate lies **above** the bound by about
 * half of the second term of that sum, even on samples that the critic wasn't trained on; on its training samples far
 * above. No estimate that holds with high confidence for all distributions can exceed about log m (McAllester & Stratos
 * 2020): beyond, few samples of q carry the mean, and the standard error itself is too small. The warnings say when.
 *
 * Source: Donsker & Varadhan 1983; Belghazi et al. 2018, "Mutual Information Neural Estimation", eq. 5; McAllester &
 * Stratos 2020, "Formal Limitations on the Measurement of Mutual Information".
 *
 * @param p - T on samples of p, a tensor of any shape or numbers
 * @param q - T on samples of q
 * @param options - `confidence`
 * @returns the lower bound in nats
 * @throws ArgumentError for fewer than two values a side, one that isn't finite, or an unknown option
 *
 * @example
 * ```ts
 * import { donskerVaradhanFromCritic } from 'gan-core/estimators';
 * // p = [½, ½] and q = [¼, ¾], and the best critic there is.
 * const critic = (ratio: number) => Math.log(ratio);
 * const p = [2, 2 / 3].map(critic); // samples A and B
 * const q = [2, 2 / 3, 2 / 3, 2 / 3].map(critic); // A, B, B and B
 * const { value, unit } = await donskerVaradhanFromCritic(p, q);
 * // KL is ½·log(4/3).
 * console.log(value.toFixed(6), unit); // → 0.143841 nats
 * ```
 */
export async function donskerVaradhanFromCritic(
  p: CriticValues,
  q: CriticValues,
  options: EstimateOptions = {},
): Promise<Estimate> {
  const { confidence, signal } = checkEstimateOptions(options);
  const pauses = createPauses(signal);
  const onP = await readCriticValues('p', p, pauses);
  const onQ = await readCriticValues('q', q, pauses);
  const meanOfP = meanOfValues(onP);
  if (pauses.due()) await pauses.take();
  const weights = await exponentialWeights(onQ, pauses);
  if (pauses.due()) await pauses.take();
  const value = await donskerVaradhanBound(onP, onQ, pauses);
  const standardError = Math.sqrt(meanOfP.squaredError + weights.relativeSquaredError);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: 'nats',
    bound: 'lower',
    estimator: 'Donsker–Varadhan',
    sampleSizes: { p: onP.length, q: onQ.length },
    converged: true,
    warnings: weightWarnings(weights, value, onQ.length),
  };
}

/** mean(T_p) − log mean e^T_q. */
async function donskerVaradhanBound(onP: Float64Array, onQ: Float64Array, pauses: Pauses): Promise<number> {
  // Both relative to one value, so that a large constant in T doesn't cost the difference its digits.
  const origin = onP[0]!;
  const relative = (values: Float64Array) => values.map((value) => value - origin);
  const { mean } = meanOfValues(relative(onP));
  if (pauses.due()) await pauses.take();
  return mean - logMeanExp(relative(onQ));
}
