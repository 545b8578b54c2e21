import { eachInBlocks, type Pauses } from '../../scheduling';
import type { Neighbors } from './nearest-neighbors';

/**
 * Number of samples that an estimate rests on: (Σc)²/Σc², c how often each is among somebody's k nearest.
 *
 * @param neighbors - at least k a point
 * @param k - how many of them count
 * @param count - how many samples the neighbors are from
 * @param pauses - taken now and then
 */
export async function effectiveSamples(
  neighbors: Neighbors,
  k: number,
  count: number,
  pauses: Pauses,
): Promise<number> {
  const timesChosen = new Float64Array(count);
  const { indices } = neighbors;
  await eachInBlocks(indices.length, 1, pauses, (position) => {
    if (position % neighbors.count < k) timesChosen[indices[position]!]!++;
  });
  if (pauses.due()) await pauses.take();
  const total = timesChosen.reduce((sum, times) => sum + times, 0);
  return total ** 2 / timesChosen.reduce((sum, times) => sum + times ** 2, 0);
}
