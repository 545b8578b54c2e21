import { ArgumentError } from '../../errors';
import type { Pauses } from '../../scheduling';
import { describeFlat } from '../samples/describe-flat';
import { copyCount, firstEquals } from '../samples/first-equals';
import { independentCoordinates, takeCoordinates } from '../samples/independent-coordinates';
import { firstIndices, takeSamples } from '../samples/indices';
import { joinedSamples } from '../samples/joined-samples';
import { orderStatistic } from '../samples/order-statistic';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { type Neighbors, nearestNeighbors } from './nearest-neighbors';

/** Samples as distances to neighbors can be taken of, with what there is to say of them. */
export interface NeighborSamples {
  readonly samples: SampleMatrix;
  /** Number of copies left out. */
  readonly leftOut: number;
  readonly warnings: readonly string[];
}

/** Samples more than so many times as far from their nearest as the closest two are: a continuum, not a lattice. */
const LATTICE = 3;

/**
 * Prepares samples for estimators that take the distance to a k-th neighbor for a density. Copies, which densities don't have,
 * are left out but for one, unless the samples are rounded: on a lattice they tell how dense it is.
 *
 * @param argument - the samples' name
 * @param samples - what came
 * @param fewest - how many different ones are needed
 * @param pauses - taken now and then
 * @returns the samples, copies left out
 * @throws ArgumentError naming `argument` where too few samples differ
 */
export async function neighborSamples(
  argument: string,
  samples: SampleMatrix,
  fewest: number,
  pauses: Pauses,
): Promise<NeighborSamples> {
  const firsts = await firstEquals(samples, pauses);
  const copies = copyCount(firsts);
  if (copies === 0) return { samples, leftOut: 0, warnings: [] };
  const distinct = await takeSamples(
    samples,
    firstIndices(firsts.length).filter((sample) => firsts[sample] === sample),
    pauses,
  );
  if (distinct.count < fewest) {
    throw new ArgumentError(
      argument,
      `has ${distinct.count} different samples, the others being copies; expected at least ${fewest}: the estimator is for samples of a density. Where they are counts or labels, estimate from frequencies instead.`,
    );
  }
  const { distances } = await nearestNeighbors(distinct, distinct, 1, pauses);
  const median = await orderStatistic(distances, distances.length >> 1, pauses);
  // The median is in its place, and nothing above it before.
  const least = distances
    .subarray(0, (distances.length >> 1) + 1)
    .reduce((nearest, distance) => Math.min(nearest, distance), Infinity);
  if (median <= LATTICE * least) {
    return {
      samples,
      leftOut: 0,
      warnings: [
        `${copies} of ${argument}'s ${samples.count} samples are copies of others, and all lie on a lattice: they seem to be rounded. The estimator is for densities; the value is rough.`,
      ],
    };
  }
  return {
    samples: distinct,
    leftOut: copies,
    warnings: [
      `${copies} of ${argument}'s ${samples.count} samples are copies of others, and were left out: the estimator is for samples of a density, drawn independently.`,
    ],
  };
}

/**
 * Leaves out the coordinates along which neither of two samples varies, which tell nothing of how they differ.
 *
 * @param names - of the samples
 * @param pair - of as many dimensions
 * @param pauses - taken now and then
 * @returns both in the coordinates that are left
 * @throws ArgumentError naming the side that lies in fewer dimensions than both together, where no density is common to both,
 *   or the first where all samples of both are one point
 */
export async function varyingCoordinates(
  names: readonly [string, string],
  { p, q }: Sides<SampleMatrix>,
  pauses: Pauses,
): Promise<Sides<SampleMatrix> & { readonly warnings: readonly string[] }> {
  const { dimension } = p;
  const axes = await independentCoordinates(await joinedSamples(p, q, pauses), pauses);
  if (axes.length === 0) {
    throw new ArgumentError(
      names[0],
      `all samples of p and of q are one point, but for rounding; expected samples of a density. Look for where the generator or the data went wrong.`,
    );
  }
  const taken = { p: await takeCoordinates(p, axes, pauses), q: await takeCoordinates(q, axes, pauses) };
  for (const [name, side] of [
    [names[0], taken.p],
    [names[1], taken.q],
  ] as const) {
    const own = await independentCoordinates(side, pauses);
    const place = axes.findIndex((_, index) => !own.includes(index));
    if (place < 0) continue;
    throw new ArgumentError(
      name,
      `coordinate ${axes[place]} ${describeFlat(side, place)}, in these samples but not in both together; expected samples of a density, which vary in every direction that the others do. On fewer dimensions, KL(p‖q) is infinite: that coordinate alone may tell p from q. How far apart they are, estimateWasserstein or estimateEnergyDistance measures. Leave it out only if it doesn't matter.`,
    );
  }
  if (axes.length === dimension) return { ...taken, warnings: [] };
  const left = Array.from({ length: dimension }, (_, axis) => axis).filter((axis) => !axes.includes(axis));
  return {
    ...taken,
    warnings: [
      `${left.length === 1 ? `Coordinate ${left[0]} was` : `${left.length} coordinates, from ${left[0]} on, were`} left out: constant or a linear combination of others in all samples of p and q, where nothing tells them apart.`,
    ],
  };
}

/** Most dimensions in which surfaces are looked for: with more, samples of a density seem to have fewer too. */
const MOST_DIMENSIONS = 10;
/** Below this share of its coordinates, a sample's dimension isn't that of a density. */
const FEW_DIMENSIONS = 0.7;

/**
 * Warns of samples on a curve or a surface, by the dimension that the growth of their neighbors' distances shows: the inverse
 * of the mean of log(r_K/r_j) over j < K and all samples (Levina & Bickel 2004, "Maximum Likelihood Estimation of Intrinsic
 * Dimension"; its mean over samples as in MacKay & Ghahramani 2005).
 *
 * @param argument - the samples' name
 * @param within - their neighbors among each other, at least three
 * @param dimension - how many coordinates they have
 * @returns the warning, or none
 */
export function surfaceWarnings(argument: string, within: Neighbors, dimension: number): string[] {
  if (dimension === 1 || dimension > MOST_DIMENSIONS) return [];
  const { count, distances } = within;
  let sum = 0;
  let terms = 0;
  for (let row = 0; row < distances.length; row += count) {
    if (!(distances[row]! > 0)) continue;
    const farthest = Math.log(distances[row + count - 1]!);
    for (let rank = 0; rank < count - 1; rank++) sum += farthest - Math.log(distances[row + rank]!);
    // One less than there are terms makes it unbiased.
    terms += count - 2;
  }
  const seen = terms / sum;
  if (!(seen < FEW_DIMENSIONS * dimension)) return [];
  return [
    `${argument}'s samples seem to lie on about ${seen.toFixed(1)} dimensions, not on the ${dimension} that they have coordinates: the value, which counts all of them, is then wrong by about that factor. Measure coordinates that vary independently.`,
  ];
}
