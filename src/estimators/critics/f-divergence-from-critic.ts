import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { FDivergence } from '../../losses';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import type { Sides } from '../samples/sides';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { tailWarnings } from '../statistics/tail-warnings';
import { backendReady } from './backend-ready';
import { checkedDivergence } from './checked-divergence';
import { type CriticValues, readCriticValues } from './critic-values';
import { valuesInParts } from './values-in-parts';

/** Options of {@link fDivergenceFromCritic}: the divergence to read a critic's values for. */
export interface FDivergenceFromCriticOptions extends EstimateOptions {
  /** The divergence, such as `klFDivergence` of gan-core/losses, or one of your own. */
  readonly divergence: FDivergence;
}

/**
 * f-GAN's bound on an f-divergence for given outputs v of a critic's last layer,
 * D_f(p‖q) ≥ E_p g(v) − E_q f*(g(v)), read as the divergence by its usual name (as `fGanLoss` reads it).
 *
 * Each pass over the values, some tens of milliseconds for a million, is one piece; there are pauses between them.
 *
 * g and f* of each value are computed on tfjs's backend, in float32, all sums in float64. Where one overflows there, the
 * value is −Infinity with a warning. The standard error is that of two independent means.
 *
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", eq. 4 and 6.
 *
 * @param p - v on samples of p, a tensor of any shape or numbers
 * @param q - v on samples of q
 * @param options - `divergence`, `confidence`
 * @returns the lower bound in the divergence's unit
 * @throws ArgumentError for no divergence, fewer than two values a side, one that isn't finite, or an unknown option
 * @throws BackendError where tfjs has no backend
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { fDivergenceFromCritic } from 'gan-core/estimators';
 * import { klFDivergence } from 'gan-core/losses';
 * // p = [½, ½] and q = [¼, ¾], and the best critic there is.
 * const critic = (ratio: number) => 1 + Math.log(ratio);
 * const p = [2, 2 / 3].map(critic); // samples A and B
 * const q = [2, 2 / 3, 2 / 3, 2 / 3].map(critic); // A, B, B and B
 * const { value } = await fDivergenceFromCritic(p, q, { divergence: klFDivergence });
 * // KL is ½·log(4/3).
 * console.log(value.toFixed(4)); // → 0.1438
 * ```
 */
export async function fDivergenceFromCritic(
  p: CriticValues,
  q: CriticValues,
  options: FDivergenceFromCriticOptions,
): Promise<Estimate> {
  const { confidence, signal } = checkEstimateOptions(options, ['divergence']);
  const pauses = createPauses(signal);
  const divergence = checkedDivergence(options.divergence);
  const onP = await readCriticValues('p', p, pauses);
  const onQ = await readCriticValues('q', q, pauses);
  const bound = await fDivergenceBound(divergence, onP, onQ, pauses);
  const finite = Number.isFinite(bound.value) && Number.isFinite(bound.standardError);
  const read = (value: number) => divergence.fromBound?.(value) ?? value;
  const [lower, upper] = normalInterval(bound.value, bound.standardError, confidence);
  const { unit = 'nats' } = divergence;
  return {
    value: finite ? read(bound.value) : -Infinity,
    standardError: finite
      ? Math.abs(read(bound.value + bound.standardError) - read(bound.value - bound.standardError)) / 2
      : Infinity,
    interval: finite ? [read(lower), read(upper)] : [-Infinity, Infinity],
    unit,
    bound: 'lower',
    estimator: `f-divergence, ${divergence.name}`,
    sampleSizes: { p: onP.length, q: onQ.length },
    converged: true,
    warnings: finite ? tailWarnings(bound.largestShare, Math.min(onP.length, onQ.length)) : [OVERFLOW],
  };
}

const OVERFLOW = 'g or f* overflows float32: the critic is far too large somewhere; the bound says nothing.';

/** mean g(v_p) − mean f*(g(v_q)), in f-GAN's convention, with its standard error. */
async function fDivergenceBound(
  divergence: FDivergence,
  onP: Float64Array,
  onQ: Float64Array,
  pauses: Pauses,
): Promise<{ value: number; standardError: number; largestShare: number }> {
  const terms = await fDivergenceTerms(divergence, onP, onQ, pauses);
  const p = meanOfValues(terms.p);
  if (pauses.due()) await pauses.take();
  const q = meanOfValues(terms.q);
  return {
    value: p.mean - q.mean,
    standardError: Math.sqrt(p.squaredError + q.squaredError),
    largestShare: Math.max(p.largestShare, q.largestShare),
  };
}

/** g(v_p) and f*(g(v_q)) of each sample. */
export async function fDivergenceTerms(
  divergence: FDivergence,
  onP: Float64Array,
  onQ: Float64Array,
  pauses: Pauses,
): Promise<Sides<Float64Array>> {
  return {
    p: await elementwise(onP, pauses, (v) => divergence.outputActivation(v)),
    q: await elementwise(
      onQ,
      pauses,
      (v) => divergence.conjugateOfOutput?.(v) ?? divergence.conjugate(divergence.outputActivation(v)),
    ),
  };
}

/** Number of values at once: with so many an operation on tfjs's cpu backend takes less than a millisecond. */
const PART = 16_384;

async function elementwise(
  values: Float64Array,
  pauses: Pauses,
  op: (v: Tensor) => Tensor,
): Promise<Float64Array> {
  await backendReady();
  return valuesInParts(values, PART, pauses, (part) => op(tensor1d(Float32Array.from(part))));
}
