import type { Random } from '../../../random';
import { inBlocks, type Pauses } from '../../../scheduling';
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
  const { values, count, dimension } = samples;
  const point = (index: number) => values.slice(index * dimension, (index + 1) * dimension);
  const distance = (index: number, center: ArrayLike<number>) => {
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++)
      sum += (values[index * dimension + axis]! - center[axis]!) ** 2 / scale[axis]!;
    return sum;
  };
  const centers = [point(random.integer(count))];
  const nearest = new Float64Array(count);
  while (centers.length < components) {
    const center = centers.at(-1)!;
    const isFirst = centers.length === 1;
    await inBlocks(count, dimension, pauses, (from, to) => {
      for (let index = from; index < to; index++)
        nearest[index] = Math.min(isFirst ? Infinity : nearest[index]!, distance(index, center));
    });
    centers.push(point(await drawInProportion(nearest, random, pauses)));
  }
  const labels = new Uint32Array(count);
  let sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await inBlocks(count, dimension * components, pauses, (from, to) => {
      for (let index = from; index < to; index++) {
        let least = Infinity;
        centers.forEach((center, k) => {
          const squared = distance(index, center);
          if (squared >= least) return;
          least = squared;
          labels[index] = k;
        });
      }
    });
    sizes = centers.map(() => 0);
    const sums = centers.map(() => new Float64Array(dimension));
    await inBlocks(count, dimension, pauses, (from, to) => {
      for (let index = from; index < to; index++) {
        const label = labels[index]!;
        sizes[label]! += 1;
        for (let axis = 0; axis < dimension; axis++) sums[label]![axis]! += values[index * dimension + axis]!;
      }
    });
    sums.forEach((sum, k) => {
      if (sizes[k]! > 0) centers[k] = sum.map((value) => value / sizes[k]!);
    });
  }
  const within = new Float64Array(dimension);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let index = from; index < to; index++) {
      const center = centers[labels[index]!]!;
      for (let axis = 0; axis < dimension; axis++)
        within[axis]! += (values[index * dimension + axis]! - center[axis]!) ** 2 / count;
    }
  });
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

/** An index with probability in proportion to its weight; any one where all weights are 0. */
async function drawInProportion(weights: Float64Array, random: Random, pauses: Pauses): Promise<number> {
  const share = random.next();
  let sum = 0;
  await inBlocks(weights.length, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) sum += weights[index]!;
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
