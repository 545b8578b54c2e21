import type { Random } from '../../../random';
import { eachInBlocks, inBlocks, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import type { MixtureParameters } from './gaussian-mixture-density';

/** Rounds of k-means after its start: enough to spread the centers, the rest is EM's. */
const ROUNDS = 5;

/**
 * A mixture to start from: centers by k-means++ (Arthur & Vassilvitskii 2007: each next center is a sample drawn in
 * proportion to its squared distance from those before), moved by a few rounds of k-means. Distances count in units of
 * each coordinate's standard deviation. All components get the same covariance, that within the clusters: one of their own
 * would let a cluster of few samples start as a spike.
 *
 * @param samples - the samples
 * @param components - how many components, at most as many as there are samples
 * @param scale - each coordinate's variance over all samples, above 0
 * @param full - whether covariances are matrices
 * @param random - what draws the centers
 * @param pauses - taken now and then
 * @returns the mixture
 */
export async function kMeansStart(
  samples: SampleMatrix,
  components: number,
  scale: ArrayLike<number>,
  full: boolean,
  random: Random,
  pauses: Pauses,
): Promise<MixtureParameters> {
  const { count } = samples;
  const distance = scaledDistance(samples, scale);
  const centers = await spreadCenters(samples, components, distance, random, pauses);
  const labels = new Uint32Array(count);
  let sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await labelByNearest(labels, centers, samples.dimension, distance, pauses);
    sizes = await moveToMeans(centers, labels, samples, pauses);
  }
  const within = await varianceWithin(centers, labels, samples, pauses);
  // Where every cluster is one point, a hundredth of the whole variance.
  const variances = Array.from(within, (value, axis) => (value > 0 ? value : scale[axis]! / 100));
  const covariance = full
    ? variances.map((value, i) => variances.map((_, j) => (i === j ? value : 0)))
    : variances;
  return {
    weights: sizes.map((size) => (size + 1) / (count + components)),
    means: centers.map((center) => Array.from(center)),
    covariances: centers.map(() => covariance),
  };
}

/** The squared distance of a sample from a center, in units of each coordinate's variance. */
type Distance = (index: number, center: ArrayLike<number>) => number;

function scaledDistance({ values, dimension }: SampleMatrix, scale: ArrayLike<number>): Distance {
  return (index, center) => {
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++)
      sum += (values[index * dimension + axis]! - center[axis]!) ** 2 / scale[axis]!;
    return sum;
  };
}

/** k-means++: samples far from each other. */
async function spreadCenters(
  { values, count, dimension }: SampleMatrix,
  components: number,
  distance: Distance,
  random: Random,
  pauses: Pauses,
): Promise<Float64Array[]> {
  const point = (index: number) => values.slice(index * dimension, (index + 1) * dimension);
  const centers = [point(random.integer(count))];
  const nearest = new Float64Array(count).fill(Infinity);
  while (centers.length < components) {
    const center = centers.at(-1)!;
    await eachInBlocks(count, dimension, pauses, (index) => {
      nearest[index] = Math.min(nearest[index]!, distance(index, center));
    });
    centers.push(point(await drawInProportion(nearest, random, pauses)));
  }
  return centers;
}

/** Labels each sample by the center nearest to it. */
async function labelByNearest(
  labels: Uint32Array,
  centers: readonly Float64Array[],
  dimension: number,
  distance: Distance,
  pauses: Pauses,
): Promise<void> {
  await eachInBlocks(labels.length, dimension * centers.length, pauses, (index) => {
    let least = Infinity;
    centers.forEach((center, k) => {
      const squared = distance(index, center);
      if (squared >= least) return;
      least = squared;
      labels[index] = k;
    });
  });
}

/** Moves each center to the mean of the samples with its label, of which it gives the counts. */
async function moveToMeans(
  centers: Float64Array[],
  labels: Uint32Array,
  { values, count, dimension }: SampleMatrix,
  pauses: Pauses,
): Promise<number[]> {
  const sizes = centers.map(() => 0);
  const sums = centers.map(() => new Float64Array(dimension));
  await eachInBlocks(count, dimension, pauses, (index) => {
    const label = labels[index]!;
    sizes[label]! += 1;
    for (let axis = 0; axis < dimension; axis++) sums[label]![axis]! += values[index * dimension + axis]!;
  });
  sums.forEach((sum, k) => {
    if (sizes[k]! > 0) centers[k] = sum.map((value) => value / sizes[k]!);
  });
  return sizes;
}

/** The variance within the clusters along each axis. */
async function varianceWithin(
  centers: readonly Float64Array[],
  labels: Uint32Array,
  { values, count, dimension }: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const within = new Float64Array(dimension);
  await eachInBlocks(count, dimension, pauses, (index) => {
    const center = centers[labels[index]!]!;
    for (let axis = 0; axis < dimension; axis++)
      within[axis]! += (values[index * dimension + axis]! - center[axis]!) ** 2 / count;
  });
  return within;
}

/** An index with probability in proportion to its weight; any one where all weights are 0. */
async function drawInProportion(weights: Float64Array, random: Random, pauses: Pauses): Promise<number> {
  const share = random.next();
  let sum = 0;
  await eachInBlocks(weights.length, 1, pauses, (index) => {
    sum += weights[index]!;
  });
  let left = share * sum;
  let drawn = -1;
  await inBlocks(weights.length, 1, pauses, (from, to) => {
    for (let index = from; index < to && drawn < 0; index++) {
      left -= weights[index]!;
      if (left < 0) drawn = index;
    }
  });
  return drawn < 0 ? random.integer(weights.length) : drawn;
}
