import { drawNext, type Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { ascendingIndices } from './indices';
import { orderStatistic } from './order-statistic';
import { squaredDistance } from './pairwise-distances';
import type { SampleMatrix } from './samples';

/** Most points that are compared; of more, so many are drawn: half a million pairs give a median to about one in a thousand. */
const MOST_POINTS = 1000;

/**
 * The median of the distances between two different ones among the samples of both distributions taken together: the usual
 * choice of a kernel's bandwidth (Gretton et al. 2012, "A Kernel Two-Sample Test", §8). Of more than 1,000 samples, 1,000 are
 * drawn without replacement.
 *
 * @param p - samples
 * @param q - samples of as many dimensions
 * @param random - draws them
 * @param pauses - taken between points
 * @returns the distance
 */
export async function medianDistance(
  p: SampleMatrix,
  q: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<number> {
  const { values, count, dimension } = await drawnPoints(p, q, random, pauses);
  const squares = new Float64Array((count * (count - 1)) / 2);
  let pair = 0;
  for (let i = 0; i < count; i++) {
    await inBlocks(i, dimension, pauses, (from, to) => {
      for (let j = from; j < to; j++) {
        squares[pair++] = squaredDistance(values, i * dimension, values, j * dimension, dimension);
      }
    });
  }
  const middle = squares.length >>> 1;
  const upper = await orderStatistic(squares, middle, pauses);
  if (squares.length % 2 === 1) return Math.sqrt(upper);
  // What lies before its place is none above it: the greatest of these comes right before.
  const lower = squares.subarray(0, middle).reduce((most, square) => Math.max(most, square), -Infinity);
  return (Math.sqrt(lower) + Math.sqrt(upper)) / 2;
}

async function drawnPoints(
  p: SampleMatrix,
  q: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { dimension } = p;
  const total = p.count + q.count;
  const order = await ascendingIndices(total, pauses);
  const count = Math.min(total, MOST_POINTS);
  const values = new Float64Array(count * dimension);
  for (let i = 0; i < count; i++) {
    if (pauses.due()) await pauses.take();
    const index = count < total ? drawNext(order, i, random) : i;
    const [from, at] = index < p.count ? [p, index] : [q, index - p.count];
    values.set(from.values.subarray(at * dimension, (at + 1) * dimension), i * dimension);
  }
  return { values, count, dimension };
}
