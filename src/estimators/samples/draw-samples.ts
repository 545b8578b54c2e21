import { drawNext, type Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { firstIndices } from './indices';
import type { SampleMatrix } from './samples';

/**
 * Draws some of the samples without replacement, in random order.
 *
 * @param samples - those that are drawn from
 * @param count - how many, at most as many as there are
 * @param random - draws them
 * @param pauses - taken now and then
 */
export async function drawSamples(
  { values, count: total, dimension }: SampleMatrix,
  count: number,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const order = firstIndices(total);
  const picked = new Float64Array(count * dimension);
  await inBlocks(count, dimension + 16, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      const index = drawNext(order, i, random);
      picked.set(values.subarray(index * dimension, (index + 1) * dimension), i * dimension);
    }
  });
  return { values: picked, count, dimension };
}
