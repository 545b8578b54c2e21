import { ArgumentError, checkNumber, checkWholeNumber, positive } from '../../errors';
import { createRandom, type Random } from '../../random';
import { createPauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { medianDistance } from '../samples/median-distance';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { varianceOfMean } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { checkTransportOrder } from './check-transport-order';
import { entropicSelfTransport } from './entropic-self-transport';
import { entropicTransport } from './entropic-transport';
import type { EntropicTransport, EntropicTransportOptions } from './entropic-transport-options';
import { noiseFloor, noiseFloorWarnings } from './noise-floor';
import { openKernelMemory } from './open-kernel-memory';
import type { TransportOrder } from './transport-on-line';

/** Options of {@link estimateSinkhornDivergence}. */
export interface SinkhornDivergenceOptions extends EstimateOptions {
  /** The cost of transport: ‖x − y‖ to this power. Default 2. */
  readonly order?: TransportOrder;
  /**
   * ε, the weight of the entropy, in units of the cost. Smaller is nearer to the Wasserstein distance, slower, and noisier.
   * Default: 0.05 times the cost of the median distance between two samples of p and q together.
   */
  readonly epsilon?: number;
  /**
   * Largest error of a plan's marginal, Σ |column − 1/m|, that counts as converged. Default 1e-5. The value is off by at most
   * that times how far the potentials are off, which shrinks with it.
   */
  readonly tolerance?: number;
  /** The most iterations for each plan, after the annealing. Default 500. */
  readonly iterations?: number;
}

/** Result of {@link estimateSinkhornDivergence}. */
export interface SinkhornDivergenceEstimate extends Estimate {
  /** The settings used, the plans' convergence, and the noise floor. */
  readonly details: SinkhornDivergenceDetails;
}

/** Details of {@link estimateSinkhornDivergence}. */
export interface SinkhornDivergenceDetails {
  /** The power of the distance. */
  readonly order: TransportOrder;
  /** ε as it was used. */
  readonly epsilon: number;
  /** The most iterations that one of the three plans took. */
  readonly iterations: number;
  /** The largest marginal error among the three plans. */
  readonly marginalError: number;
  /** The divergence between two halves of one sample, of p or of q, whichever is larger: what sampling alone makes. */
  readonly noiseFloor: number;
}

/**
 * Estimates the Sinkhorn divergence S(p, q) = OT(p, q) − ½ OT(p, p) − ½ OT(q, q), where
 * OT(p, q) = min E C(x, y) + ε·KL(π‖p ⊗ q) over all couplings π of p and q: optimal transport with an entropic term, debiased.
 *
 * Convention: C = ‖x − y‖^order without a factor ½ or 1/order, so that S → W₂² (order 2) or W₁ (order 1) as ε → 0; a power, no
 * root is taken. Symmetric, ≥ 0, and 0 only for equal distributions (Feydy et al. 2019, "Interpolating between Optimal
 * Transport and MMD using Sinkhorn Divergences", Theorem 1); the value may be below 0 by as much as the iterations leave.
 * In the samples' unit to that power.
 *
 * Standard error: √(Var(f − f₀)/n + Var(g − g₀)/m), f and g the potentials of OT(p, q), f₀ and g₀ those of OT(p, p) and
 * OT(q, q): the delta method, as these differences are the divergence's derivative (Feydy et al. 2019, §2; del Barrio et al.
 * 2023, "An Improved Central Limit Theorem and Fast Convergence Rates for Entropic Transportation Costs"). Right where p ≠ q;
 * `warnings` says where the value is near `details.noiseFloor`. S is convex in either distribution, so on average the estimate
 * lies above: `bound` is `'upper'`, and the interval is for its expectation. ε counts as given, also where it was chosen by
 * the samples: to compare values, pass one ε.
 *
 * Log domain, ε annealed: at most 64 steps of 20 iterations each before the `iterations` of a plan. Of 2,000 samples a side and
 * more, the iterations begin with the plan of a quarter of them instead, where that converges. `converged` is false if a plan ran out
 * of iterations, which it does too where float64 doesn't tell ε beside the cost of a far outlier.
 *
 * From 20,000 pairs on a kernel of WebAssembly computes, in float64 too; from a million on by as many threads as there are cores, at
 * most 4, where memory can be shared: in Node, and in pages that are cross-origin isolated. Any number of threads gives the same bits.
 * Where WebAssembly isn't there, or a page's Content-Security-Policy forbids it (`'wasm-unsafe-eval'`), or its memory is refused, plain
 * loops compute, some six times slower: the last digits of each sum are others then, and the value may differ by what the
 * iterations leave. The kernel's memory grows with n + m only; plain loops keep the costs of up to 8 million pairs (64 MB). Time
 * grows with n·m·dimension: docs/performance.md has figures. Two samples' costs to all others are one piece.
 *
 * Source: Feydy et al. 2019, "Interpolating between Optimal Transport and MMD using Sinkhorn Divergences"; the error: del
 * Barrio et al. 2023, as above.
 *
 * @param p - samples of p, at least 4
 * @param q - samples of q, at least 4; not necessarily as many
 * @param options - `order`, `epsilon`, `tolerance`, `iterations`, and what every estimator takes; `seed` fixes the halves of
 * the noise floor and, of more than 1,000 samples together, those whose median distance sets ε
 * @returns the estimate
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, a wrong option, or where `epsilon` is left
 * to a median distance of 0
 *
 * @example
 * ```ts
 * import { estimateSinkhornDivergence } from 'gan-core/estimators';
 * const p = [[0], [1], [2], [3]];
 * const q = [[2], [3], [4], [5]]; // the same, moved by 2
 * const { value } = await estimateSinkhornDivergence(p, q, { epsilon: 1 });
 * // Of a shift it is its square, whatever ε is.
 * console.log(value.toFixed(2)); // → 4.00
 * ```
 */
export async function estimateSinkhornDivergence(
  p: Samples,
  q: Samples,
  options: SinkhornDivergenceOptions = {},
): Promise<SinkhornDivergenceEstimate> {
  const own = ['order', 'epsilon', 'tolerance', 'iterations'];
  const { seed, signal, confidence } = checkEstimateOptions(options, own);
  const { order = 2, epsilon: given, tolerance = 1e-5, iterations = 500 } = options;
  checkTransportOrder(order);
  checkNumber('epsilon', given ?? 1, positive);
  checkNumber('tolerance', tolerance, positive);
  checkWholeNumber('iterations', iterations, 1);
  const { p: x, q: y } = await readSamplePair(['p', 'q'], p, q, 4, signal);

  const random = createRandom(seed);
  const pauses = createPauses(signal);
  const epsilon = given ?? defaultEpsilon(await medianDistance(x, y, random, pauses), order);
  const memory = await openKernelMemory(x, y);
  const solver = { order, epsilon, tolerance, iterations, pauses, memory };
  const { between, ofP, ofQ, value, floor } = await measure(x, y, random, solver).finally(() =>
    memory?.close(),
  );
  const standardError = deltaError(between, ofP, ofQ);
  const plans = [between, ofP, ofQ];
  const converged = plans.every((plan) => plan.converged);
  const marginalError = Math.max(...plans.map((plan) => plan.marginalError));
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: order === 1 ? "the samples' unit" : "the samples' unit, squared",
    bound: 'upper',
    estimator: 'Sinkhorn divergence between samples',
    sampleSizes: { p: x.count, q: y.count },
    converged,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: y.count }),
      ...noiseFloorWarnings(value, floor),
      ...(converged ? [] : [unconverged(iterations, marginalError)]),
    ],
    details: {
      order,
      epsilon,
      iterations: Math.max(...plans.map((plan) => plan.iterations)),
      marginalError,
      noiseFloor: floor,
    },
  };
}

const DEFAULT_SHARE = 0.05;

function defaultEpsilon(median: number, order: TransportOrder): number {
  if (median > 0) return DEFAULT_SHARE * median ** order;
  throw new ArgumentError(
    'epsilon',
    'the median distance between the samples, which sets it, is 0: most of them are copies. Pass an epsilon.',
  );
}

async function measure(p: SampleMatrix, q: SampleMatrix, random: Random, solver: EntropicTransportOptions) {
  const divergence = await sinkhornDivergence(p, q, solver);
  const floor = await noiseFloor(p, q, random, solver.pauses, async (first, second) => {
    return (await sinkhornDivergence(first, second, solver)).value;
  });
  return { ...divergence, floor };
}

async function sinkhornDivergence(p: SampleMatrix, q: SampleMatrix, solver: EntropicTransportOptions) {
  const between = await entropicTransport(p, q, solver);
  const ofP = await entropicSelfTransport(p, solver);
  const ofQ = await entropicSelfTransport(q, solver);
  return { value: between.cost - ofP.cost / 2 - ofQ.cost / 2, between, ofP, ofQ };
}

/** √(Var(f − f₀)/n + Var(g − g₀)/m): the delta method. */
function deltaError(
  { potentialsP, potentialsQ }: EntropicTransport,
  ofP: EntropicTransport,
  ofQ: EntropicTransport,
): number {
  return Math.sqrt(
    varianceOfMean(potentialsP.map((f, i) => f - ofP.potentialsP[i]!)) +
      varianceOfMean(potentialsQ.map((g, j) => g - ofQ.potentialsQ[j]!)),
  );
}

function unconverged(iterations: number, marginalError: number): string {
  return `After ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'} a marginal is still off by ${marginalError.toPrecision(2)}: the value isn't the divergence yet. Take more iterations or a larger epsilon.`;
}
