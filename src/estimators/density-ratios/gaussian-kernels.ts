import type { Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { shuffledIndices, takeSamples } from '../samples/indices';
import { orderStatistic } from '../samples/order-statistic';
import { squaredDistance } from '../samples/pairwise-distances';
import type { SampleMatrix } from '../samples/samples';

/**
 * The squared distances of samples to centers.
 *
 * @returns one row a sample, one column a center
 */
export async function squaredDistances(
  samples: SampleMatrix,
  centers: SampleMatrix,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { dimension } = samples;
  const distances = new Float64Array(samples.count * centers.count);
  await inBlocks(distances.length, dimension, pauses, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = Math.floor(at / centers.count);
      const column = at - row * centers.count;
      distances[at] = squaredDistance(
        samples.values,
        row * dimension,
        centers.values,
        column * dimension,
        dimension,
      );
    }
  });
  return { values: distances, count: samples.count, dimension: centers.count };
}

/** The kernels exp(−d²/(2σ²)) of squared distances d². */
export async function gaussianKernels(
  distances: SampleMatrix,
  bandwidth: number,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const factor = -1 / (2 * bandwidth * bandwidth);
  const values = new Float64Array(distances.values.length);
  await inBlocks(values.length, 4, pauses, (from, to) => {
    for (let at = from; at < to; at++) values[at] = Math.exp(factor * distances.values[at]!);
  });
  return { ...distances, values };
}

/** Some of the samples, drawn without replacement. */
export async function drawCenters(
  samples: SampleMatrix,
  count: number,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const order = await shuffledIndices(samples.count, random, pauses);
  return takeSamples(samples, order.subarray(0, count), pauses);
}

/** The median of the distances that aren't 0, or 1 where all are: the scale that bandwidths are tried around. */
export async function medianNonzeroDistance({ values }: SampleMatrix, pauses: Pauses): Promise<number> {
  const positive = new Float64Array(values.length);
  let count = 0;
  await inBlocks(values.length, 1, pauses, (from, to) => {
    for (let at = from; at < to; at++) if (values[at]! > 0) positive[count++] = values[at]!;
  });
  if (count === 0) return 1;
  return Math.sqrt(await orderStatistic(positive.subarray(0, count), count >> 1, pauses));
}
