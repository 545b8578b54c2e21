import { softplus } from '../../math';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { type CriticValues, readCriticValues } from './critic-values';

/** Samples a side from which on the mean of a bounded quantity is about normal. */
const ENOUGH = 100;

/**
 * Estimates the Jensen–Shannon divergence from a discriminator's logits: the lower bound (V + 2 log 2)/2 with
 * V = E_p log σ(r) + E_q log(1 − σ(f)), its halves being means over independent samples.
 *
 * For any one discriminator the bound's expectation is at most JS(p, q); it is JS for the best one, whose logit is
 * log p/q. That takes samples that the discriminator was **not** trained on: on its training samples V may lie above.
 * Range −∞ … log 2, in nats, never clamped: below 0 the discriminator does worse than always answering ½. The standard
 * error is that of two independent means; the interval covers the expectation of the bound, not JS itself, which may lie
 * above it; it ends at log 2, which no JS exceeds. In float64; finite for finite logits of any size.
 *
 * Each pass over the values, some tens of milliseconds for a million, is one piece; there are pauses between them.
 *
 * Convention: weights ½, natural logarithm, as in `jensenShannonDivergence`.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 6 (theorem 1), solved for JS.
 *
 * @param p - D's logits on samples of p, a tensor of any shape or numbers
 * @param q - D's logits on samples of q
 * @param options - `confidence`
 * @returns the lower bound in nats
 * @throws ArgumentError for fewer than two logits a side, one that isn't finite, or an unknown option
 *
 * @example
 * ```ts
 * import { jensenShannonFromLogits } from 'gan-core/estimators';
 * // p = [½, ½] and q = [¼, ¾], and the best critic there is.
 * const critic = (ratio: number) => Math.log(ratio);
 * const p = [2, 2 / 3].map(critic); // samples A and B
 * const q = [2, 2 / 3, 2 / 3, 2 / 3].map(critic); // A, B, B and B
 * const { value, unit } = await jensenShannonFromLogits(p, q);
 * // JS of [½, ½] and [¼, ¾].
 * console.log(value.toFixed(6), unit); // → 0.033822 nats
 * ```
 */
export async function jensenShannonFromLogits(
  p: CriticValues,
  q: CriticValues,
  options: EstimateOptions = {},
): Promise<Estimate> {
  const { confidence, signal } = checkEstimateOptions(options);
  const pauses = createPauses(signal);
  const onP = await readCriticValues('p', p, pauses);
  const onQ = await readCriticValues('q', q, pauses);
  const { value, standardError } = await jensenShannonBound(onP, onQ, pauses);
  const few = Math.min(onP.length, onQ.length);
  return {
    value,
    standardError,
    interval: intervalOfBound(value, standardError, confidence),
    unit: 'nats',
    bound: 'lower',
    estimator: 'Jensen–Shannon from logits',
    sampleSizes: { p: onP.length, q: onQ.length },
    converged: true,
    warnings: few < ENOUGH ? [`${few} samples of one side: the interval is rough.`] : [],
  };
}

/** The interval of the bound's expectation, which is at most JS and so at most log 2. */
export function intervalOfBound(
  value: number,
  standardError: number,
  confidence: number,
): [lower: number, upper: number] {
  const [lower, upper] = normalInterval(value, standardError, confidence);
  return [lower, Math.min(upper, Math.LN2)];
}

/** (V + 2 log 2)/2 with its standard error. */
export async function jensenShannonBound(
  real: Float64Array,
  fake: Float64Array,
  pauses: Pauses,
): Promise<{ value: number; standardError: number }> {
  const mean = async (logits: Float64Array, sign: number) => {
    const terms = logits.map((logit) => softplus(sign * logit));
    if (pauses.due()) await pauses.take();
    const moments = meanOfValues(terms);
    if (pauses.due()) await pauses.take();
    return moments;
  };
  const [p, q] = [await mean(real, -1), await mean(fake, 1)];
  return {
    value: Math.LN2 - (p.mean + q.mean) / 2,
    standardError: Math.sqrt(p.squaredError + q.squaredError) / 2,
  };
}
