import { checkSize, checkWholeNumber } from '../../errors';
import { createRandom } from '../../random';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { innerProduct } from '../samples/pairwise-distances';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { meanOfTerms, varianceOfMean } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { checkTransportOrder } from './check-transport-order';
import { drawDirections } from './directions';
import { noiseFloor, noiseFloorWarnings } from './noise-floor';
import { rootError } from './root-error';
import { sortedIndices } from './sort';
import { type TransportOrder, transportOnLine } from './transport-on-line';

/** Options of {@link estimateSlicedWasserstein}. */
export interface SlicedWassersteinOptions extends EstimateOptions {
  /** Order of each projection's Wasserstein distance. Default 2. */
  readonly order?: TransportOrder;
  /** Number of random directions, at least 2. Default 200. */
  readonly projections?: number;
}

/** Result of {@link estimateSlicedWasserstein}. */
export interface SlicedWassersteinEstimate extends Estimate {
  /** The settings used, the two parts of the standard error, and the noise floor. */
  readonly details: SlicedWassersteinDetails;
}

/** Details of {@link estimateSlicedWasserstein}. */
export interface SlicedWassersteinDetails {
  /** Order of each projection's Wasserstein distance. */
  readonly order: TransportOrder;
  /** Number of directions. */
  readonly projections: number;
  /** The part of the standard error that comes from taking so many directions, not all. */
  readonly projectionStandardError: number;
  /** The part that comes from the samples. */
  readonly samplingStandardError: number;
  /** The distance between two halves of one sample, of p or of q, whichever is larger: what sampling alone makes. */
  readonly noiseFloor: number;
}

/**
 * Estimates the sliced Wasserstein distance (E W_r(θᵀx, θᵀy)^r)^(1/r), the mean being over directions θ, uniform on the unit
 * sphere: each projection's distance between the samples is exact, by sorting.
 *
 * A metric, in the samples' unit; at most the Wasserstein distance W_r, and for r = 2 at most W₂/√d. In one dimension it is
 * W_r. Source: Bonneel et al. 2015, "Sliced and Radon Wasserstein Barycenters of Measures". Convention: the r-th root of the
 * mean is taken; the sum over directions isn't scaled by the dimension.
 *
 * The work: `projections` times a product and a sort of all samples, twice over with the noise floor.
 *
 * Standard error: of the directions, the deviation of the projections' costs over √projections; of the samples, the delta
 * method with the projections' mean potentials (as for {@link estimateWasserstein}); both together as the root of the sum of
 * squares. The estimate lies above on average, by about n^(−1/2) where p and q are close, whatever the dimension: `bound` is
 * `'upper'`, the interval is for its expectation, and `warnings` says where it is near `details.noiseFloor`.
 *
 * @param p - samples of p, at least 4
 * @param q - samples of q, at least 4; not necessarily as many
 * @param options - `order`, `projections`, and what every estimator takes; `seed` fixes the directions and the halves of the
 * noise floor
 * @returns the estimate
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { estimateSlicedWasserstein } from 'gan-core/estimators';
 * const p = [[0, 0], [1, 0], [0, 1], [1, 1]];
 * const q = p.map(([x, y]) => [x! + 3, y! + 4]);
 * const { value } = await estimateSlicedWasserstein(p, q, { order: 2, projections: 5000 });
 * // A shift by 5, of which the root mean square over directions of the plane is 5/√2.
 * console.log(value.toFixed(1)); // → 3.5
 * ```
 */
export async function estimateSlicedWasserstein(
  p: Samples,
  q: Samples,
  options: SlicedWassersteinOptions = {},
): Promise<SlicedWassersteinEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['order', 'projections']);
  const { order = 2, projections = 200 } = options;
  checkTransportOrder(order);
  checkWholeNumber('projections', projections, 2);
  const { p: x, q: y } = await readSamplePair(['p', 'q'], p, q, 4, signal);
  checkSize('projections', projections * x.dimension, 'numbers');
  const random = createRandom(seed);
  const pauses = createPauses(signal);
  const directions = await drawDirections(projections, x.dimension, random, pauses);
  const { costs, potentialsP, potentialsQ } = await transportAlong(directions, x, y, order, pauses);
  const cost = meanOfTerms(costs);
  const value = cost ** (1 / order);
  const rooted = (variance: number) => rootError(Math.sqrt(variance), value, order);
  const projectionVariance = varianceOfMean(costs);
  const samplingVariance = varianceOfMean(potentialsP) + varianceOfMean(potentialsQ);
  const standardError = rooted(projectionVariance + samplingVariance);
  const floor = await noiseFloor(x, y, random, pauses, async (first, second) => {
    return meanOfTerms((await transportAlong(directions, first, second, order, pauses)).costs) ** (1 / order);
  });
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the samples' unit",
    bound: 'upper',
    estimator: `sliced Wasserstein-${order} distance between samples`,
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [...fewSamplesForInterval({ p: x.count, q: y.count }), ...noiseFloorWarnings(value, floor)],
    details: {
      order,
      projections,
      projectionStandardError: rooted(projectionVariance),
      samplingStandardError: rooted(samplingVariance),
      noiseFloor: floor,
    },
  };
}

/** The cost along each direction, and each sample's mean potential over them. */
async function transportAlong(
  directions: SampleMatrix,
  p: SampleMatrix,
  q: SampleMatrix,
  order: TransportOrder,
  pauses: Pauses,
) {
  const costs = new Float64Array(directions.count);
  const potentialsP = new Float64Array(p.count);
  const potentialsQ = new Float64Array(q.count);
  for (let direction = 0; direction < directions.count; direction++) {
    const x = await sortedProjection(p, directions, direction, pauses);
    const y = await sortedProjection(q, directions, direction, pauses);
    const transport = await transportOnLine(x.values, y.values, order, pauses);
    costs[direction] = transport.cost;
    await addCentered(potentialsP, transport.potentialsP, x.order, directions.count, pauses);
    await addCentered(potentialsQ, transport.potentialsQ, y.order, directions.count, pauses);
  }
  return { costs, potentialsP, potentialsQ };
}

async function sortedProjection(
  { values, count, dimension }: SampleMatrix,
  directions: SampleMatrix,
  direction: number,
  pauses: Pauses,
) {
  const projected = new Float64Array(count);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let i = from; i < to; i++)
      projected[i] = innerProduct(values, i * dimension, directions.values, direction * dimension, dimension);
  });
  const order = await sortedIndices(projected, pauses);
  const sorted = new Float64Array(count);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let place = from; place < to; place++) sorted[place] = projected[order[place]!]!;
  });
  return { order, values: sorted };
}

/** Potentials are known up to a constant, another one in each direction: their means are taken off. */
async function addCentered(
  sums: Float64Array,
  potentials: Float64Array,
  order: Int32Array,
  directions: number,
  pauses: Pauses,
): Promise<void> {
  const center = meanOfTerms(potentials);
  if (pauses.due()) await pauses.take();
  await inBlocks(order.length, 1, pauses, (from, to) => {
    for (let position = from; position < to; position++)
      sums[order[position]!]! += (potentials[position]! - center) / directions;
  });
}
