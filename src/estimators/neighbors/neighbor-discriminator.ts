import { inBlocks, type Pauses } from '../../scheduling';
import { fitLogistic, logisticLogits } from '../logistic-regression/logistic-fit';
import { polynomialFeatureCount, polynomialFeatures } from '../logistic-regression/polynomial-features';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { type Neighbors, nearestNeighbors } from './nearest-neighbors';

/** A discriminator that looks for the nearest of the samples that it keeps. */
export interface NeighborDiscriminator {
  /** Number of coefficients of its regression. */
  readonly coefficients: number;
  /** Its logits, estimates of log p/q, and how many of the samples are copies of kept ones. */
  evaluate(samples: SampleMatrix): Promise<{ logits: Float64Array; copies: number }>;
}

/** The k-th neighbors that are looked at: near ones see fine structure, far ones have little noise. */
const RANKS = [2, 4, 8, 16, 32, 64];
/** Samples a side for each k: the distance to the k-th neighbor is used from 4k samples on. */
const SAMPLES_PER_NEIGHBOR = 4;
/** The regression has a dozen coefficients: more samples a side don't make it better. */
const REGRESSION_SAMPLES = 3000;
/** Most dimensions in which the products of two coordinates are features too. */
const MOST_DIMENSIONS_WITH_PRODUCTS = 8;
const RIDGE = 1e-4;
/** Stands in for a distance of 0: far below any distance of samples that differ, which lie about 1 apart. */
const SMALLEST_DISTANCE = 1e-12;

/** Fewest samples a side: fewer have no second neighbor to speak of. */
export const FEWEST_KEPT = RANKS[0]! * SAMPLES_PER_NEIGHBOR;

/**
 * Makes a discriminator of samples by keeping them. At a point it takes log(d_q,k/d_p,k), the distances to the k-th nearest
 * kept sample of either side, which is (log p/q)/dimension with a noise that shrinks with k, for k = 2, 4, … 64, beside the
 * coordinates and their products; a logistic regression on these, fitted to kept samples that don't count as their own
 * neighbors, weighs them.
 *
 * Source: nearest-neighbor density ratios: Noshad et al. 2017, "Direct Estimation of Information Divergence Using Nearest
 * Neighbor Ratios"; several k together: Moon et al. 2018, "Ensemble Estimation of Information Divergence". The weighing by
 * a regression, and so the bound, are ours.
 *
 * @param kept - samples of p and q, at least {@link FEWEST_KEPT} a side
 * @param pauses - taken between points
 */
export async function fitNeighborDiscriminator(
  kept: Sides<SampleMatrix>,
  pauses: Pauses,
): Promise<NeighborDiscriminator> {
  const fewest = Math.min(kept.p.count, kept.q.count);
  const ranks = RANKS.filter((rank) => rank * SAMPLES_PER_NEIGHBOR <= fewest);
  const most = ranks.at(-1)!;
  const features = async (points: SampleMatrix, own?: 'p' | 'q') => {
    // A kept point is its own nearest: it looks one neighbor further on its own side.
    const find = (side: 'p' | 'q') =>
      nearestNeighbors(points, kept[side], most + (own === side ? 1 : 0), pauses);
    const [toP, toQ] = [await find('p'), await find('q')];
    const nearest = ({ count, distances }: Neighbors, point: number) => distances[point * count]!;
    let copies = 0;
    for (let point = 0; point < points.count; point++)
      if (nearest(toP, point) === 0 || nearest(toQ, point) === 0) copies++;
    const log = ({ count, distances }: Neighbors, point: number, rank: number, skipped: number) =>
      Math.log(Math.max(distances[point * count + rank - 1 + skipped]!, SMALLEST_DISTANCE));
    const values = await withCoordinates(pauses, points, ranks.length, (point, index) => {
      const rank = ranks[index]!;
      return log(toQ, point, rank, own === 'q' ? 1 : 0) - log(toP, point, rank, own === 'p' ? 1 : 0);
    });
    return { values, copies };
  };
  const fitted = async (side: 'p' | 'q') =>
    (await features(firstOf(kept[side], REGRESSION_SAMPLES), side)).values;
  const ofP = await fitted('p');
  const fit = await fitLogistic(ofP, await fitted('q'), { ridge: RIDGE, pauses });
  return {
    coefficients: ofP.dimension + 1,
    async evaluate(samples) {
      const { values, copies } = await features(samples);
      return { logits: await logisticLogits(fit, values, pauses), copies };
    },
  };
}

/** The first samples, at most `count`, without a copy. */
export function firstOf({ values, dimension, ...samples }: SampleMatrix, count: number): SampleMatrix {
  const kept = Math.min(count, samples.count);
  return { values: values.subarray(0, kept * dimension), count: kept, dimension };
}

/** Features of each point beside its coordinates and their products. */
async function withCoordinates(
  pauses: Pauses,
  points: SampleMatrix,
  width: number,
  feature: (point: number, index: number) => number,
): Promise<SampleMatrix> {
  const kind = points.dimension <= MOST_DIMENSIONS_WITH_PRODUCTS ? 'quadratic' : 'linear';
  const coordinates = await polynomialFeatures(kind, points, pauses);
  const coordinateCount = polynomialFeatureCount(kind, points.dimension);
  const dimension = width + coordinateCount;
  const values = new Float64Array(points.count * dimension);
  await inBlocks(points.count, 8 * dimension, pauses, (first, end) => {
    for (let point = first; point < end; point++) {
      for (let index = 0; index < width; index++) values[point * dimension + index] = feature(point, index);
      const from = point * coordinateCount;
      values.set(coordinates.values.subarray(from, from + coordinateCount), point * dimension + width);
    }
  });
  return { values, count: points.count, dimension };
}
