import { ArgumentError } from '../../errors';
import { neumaierSum } from '../../math';
import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { squaredDistance } from '../samples/pairwise-distances';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { varianceOfMean } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { solveAssignment } from './assignment';
import { checkTransportOrder } from './check-transport-order';
import { noiseFloor, noiseFloorWarnings } from './noise-floor';
import { rootError } from './root-error';
import { sortedValues } from './sort';
import { type Transport, type TransportOrder, transportOnLine } from './transport-on-line';

/** Options of {@link estimateWasserstein}. */
export interface WassersteinOptions extends EstimateOptions {
  /** The power of the distance: 1 for W₁, 2 for W₂. Default 2. */
  readonly order?: TransportOrder;
}

/** Result of {@link estimateWasserstein}. */
export interface WassersteinEstimate extends Estimate {
  /** The method, and the noise floor. */
  readonly details: WassersteinDetails;
}

/** Details of {@link estimateWasserstein}. */
export interface WassersteinDetails {
  /** Method that found the optimal transport; both are exact. */
  readonly method: 'sorting' | 'assignment';
  /** The distance between two halves of one sample, of p or of q, whichever is larger: what sampling alone makes. */
  readonly noiseFloor: number;
}

/**
 * Most samples a side in more than one dimension: so many take some ten seconds and 32 MB, twice as many about eight times as
 * long and four times the memory.
 */
const MOST_SAMPLES = 2000;

/**
 * Estimates a Wasserstein distance over all couplings of p and q, Euclidean norm: W₂(p, q) = √(inf E‖x − y‖²), or with
 * `order: 1` W₁(p, q) = inf E‖x − y‖ (also called earth mover's or Kantorovich–Rubinstein distance), as the distance between
 * the two samples: exactly, by sorting in one dimension, else by an optimal assignment (Jonker & Volgenant 1987) of at most
 * 2,000 samples a side, as many on each.
 *
 * The work: sorting in one dimension; else of the order of n³ comparisons for n samples a side, and a quarter more for the
 * noise floor.
 *
 * A metric, in the samples' unit. Convention: of W₂ the root is taken. The estimate lies above the distance on average, by
 * about n^(−1/d) in d ≥ 3 dimensions and n^(−1/2) on the line where p and q are close (Fournier & Guillin 2015): `bound` is
 * `'upper'`, and the interval is for the estimate's expectation, not for the distance itself. In more than one dimension
 * `warnings` says so.
 *
 * Standard error: √(Var φ/n + Var ψ/m) of the optimal potentials φ and ψ, the delta method (del Barrio & Loubes 2019, "Central
 * Limit Theorems for Empirical Transportation Cost in General Dimension"; theirs is for W₂²); of W₂² for order 2, from which
 * SE(W₂) = SE(W₂²)/(2W₂), or √SE(W₂²) where that is less. Right where p ≠ q; where they are close, `details.noiseFloor` tells
 * what sampling alone makes, and `warnings` says so.
 *
 * Source: Jonker & Volgenant 1987, "A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems";
 * Fournier & Guillin 2015, "On the rate of convergence in Wasserstein distance of the empirical measure"; del Barrio & Loubes
 * 2019, as above.
 *
 * @param p - samples of p, at least 4
 * @param q - samples of q, at least 4
 * @param options - `order`, and what every estimator takes; `seed` fixes the halves of the noise floor
 * @returns the estimate
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, a wrong option, or, in more than one
 * dimension, more than 2,000 or unequally many samples
 *
 * @example
 * ```ts
 * import { estimateWasserstein } from 'gan-core/estimators';
 * const p = [[0], [1], [2], [3]];
 * const q = [[2], [3], [4], [5]]; // the same, moved by 2
 * const { value } = await estimateWasserstein(p, q, { order: 1 });
 * console.log(value); // → 2
 * ```
 */
export async function estimateWasserstein(
  p: Samples,
  q: Samples,
  options: WassersteinOptions = {},
): Promise<WassersteinEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['order']);
  const { order = 2 } = options;
  checkTransportOrder(order);
  const { p: x, q: y } = await readSamplePair(['p', 'q'], p, q, 4, signal);
  if (x.dimension > 1) checkAssignable(x, y);
  const pauses = createPauses(signal);
  const transport = await optimalTransport(x, y, order, pauses);
  const value = transport.cost ** (1 / order);
  const costError = Math.sqrt(varianceOfMean(transport.potentialsP) + varianceOfMean(transport.potentialsQ));
  const standardError = rootError(costError, value, order);

  const floor = await noiseFloor(x, y, createRandom(seed), pauses, async (first, second) => {
    return (await optimalTransport(first, second, order, pauses)).cost ** (1 / order);
  });
  const warnings = [
    ...fewSamplesForInterval({ p: x.count, q: y.count }),
    ...noiseFloorWarnings(value, floor),
  ];
  if (x.dimension > 1) {
    warnings.push(
      `In ${x.dimension} dimensions the distance between samples lies above that between their distributions by about n^(-1/${Math.max(2, x.dimension)}); the interval holds the first one's expectation.`,
    );
  }
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the samples' unit",
    bound: 'upper',
    estimator: `Wasserstein-${order} distance between samples`,
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings,
    details: { method: x.dimension === 1 ? 'sorting' : 'assignment', noiseFloor: floor },
  };
}

function checkAssignable(p: SampleMatrix, q: SampleMatrix): void {
  if (p.count !== q.count) {
    throw new ArgumentError(
      'q',
      `has ${q.count} samples where p has ${p.count}; in more than one dimension the exact distance takes as many. Leave some out, or use estimateSinkhornDivergence or estimateSlicedWasserstein.`,
    );
  }
  if (p.count > MOST_SAMPLES) {
    throw new ArgumentError(
      'p',
      `has ${p.count} samples; in more than one dimension the exact distance takes at most ${MOST_SAMPLES}. Pass fewer, or use estimateSinkhornDivergence or estimateSlicedWasserstein.`,
    );
  }
}

async function optimalTransport(
  p: SampleMatrix,
  q: SampleMatrix,
  order: TransportOrder,
  pauses: Pauses,
): Promise<Transport> {
  if (pauses.due()) await pauses.take();
  if (p.dimension === 1) {
    const [x, y] = [await sortedValues(p.values, pauses), await sortedValues(q.values, pauses)];
    return transportOnLine(x, y, order, pauses);
  }
  const { count, dimension } = p;
  // Row by row: to take memory for the whole matrix at once may hold the event loop for longer than a pause is promised.
  const cost: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    if (pauses.due()) await pauses.take();
    const row = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      const squared = squaredDistance(p.values, i * dimension, q.values, j * dimension, dimension);
      row[j] = order === 1 ? Math.sqrt(squared) : squared;
    }
    cost.push(row);
  }
  const { columnOf, rowPotentials, columnPotentials } = await solveAssignment(cost, pauses);
  return {
    cost: neumaierSum(count, (i) => cost[i]![columnOf[i]!]!) / count,
    potentialsP: rowPotentials,
    potentialsQ: columnPotentials,
  };
}
