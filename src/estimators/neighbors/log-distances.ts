import { inBlocks, type Pauses } from '../../scheduling';
import type { Neighbors } from './nearest-neighbors';

/** The logarithms of the distances to the k-th neighbors, and what becomes of them when a sample is left out. */
export interface LogDistances {
  /** log of the distance from each point to its k-th neighbor; −∞ where that is a copy. */
  readonly logarithms: Float64Array;
  /** Growth of the sum of all those logarithms when this neighbor is taken away. */
  readonly gains: Float64Array;
}

/**
 * Takes the logarithms of k-th neighbors' distances. Without one of its k nearest, a point's k-th neighbor is the one
 * that was its (k + 1)-th: that makes the jackknife as cheap as the estimate.
 *
 * @param neighbors - at least k + 1 a point
 * @param k - which neighbor
 * @param amongCount - how many points the neighbors are from
 * @param used - which points count
 * @param pauses - taken now and then
 * @returns the logarithms, and their sum's gain without each neighbor
 */
export async function logDistances(
  { count, distances, indices }: Neighbors,
  k: number,
  amongCount: number,
  used: (point: number) => boolean,
  pauses: Pauses,
): Promise<LogDistances> {
  const logarithms = new Float64Array(distances.length / count);
  const gains = new Float64Array(amongCount);
  const take = (point: number) => {
    const row = point * count;
    const logarithm = Math.log(distances[row + k - 1]!);
    logarithms[point] = logarithm;
    if (!used(point)) return;
    const gain = Math.log(distances[row + k]!) - logarithm;
    for (let rank = 0; rank < k; rank++) gains[indices[row + rank]!]! += gain;
  };
  await inBlocks(logarithms.length, 16, pauses, (from, to) => {
    for (let point = from; point < to; point++) take(point);
  });
  return { logarithms, gains };
}
