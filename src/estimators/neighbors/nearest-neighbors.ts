import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { NeighborTree } from './neighbor-tree';

/** The nearest points of each of many: row i of each array has `count` entries, the nearest first. */
export interface Neighbors {
  readonly count: number;
  /** Euclidean distances. */
  readonly distances: Float64Array;
  /** Indices of the neighbors. */
  readonly indices: Int32Array;
}

/**
 * Finds the nearest points of each point by a k-d tree (Friedman, Bentley & Finkel 1977; the bound of a cell is kept up axis
 * by axis, as in Arya & Mount 1993). Exact in every dimension; from about 10 on it comes down to looking at all pairs, each
 * of which is dropped as soon as its distance is too long. One point's search isn't split: at worst it looks at all numbers
 * of `among`, a millisecond for a million.
 *
 * @param points - whose neighbors are asked for
 * @param among - where they are looked for; if these are `points` itself, a point isn't its own neighbor
 * @param count - how many; `among` must have as many others
 * @param pauses - taken between points
 * @returns the neighbors
 */
export async function nearestNeighbors(
  points: SampleMatrix,
  among: SampleMatrix,
  count: number,
  pauses: Pauses,
): Promise<Neighbors> {
  const tree = await NeighborTree.of(among, count, pauses);
  const distances = new Float64Array(points.count * count);
  const indices = new Int32Array(points.count * count);
  for (let point = 0; point < points.count; point++) {
    if (pauses.due()) await pauses.take();
    tree.search(points.values, point * points.dimension, points === among ? point : -1);
    for (let rank = 0; rank < count; rank++) {
      distances[point * count + rank] = Math.sqrt(tree.squaredDistances[rank]!);
      indices[point * count + rank] = tree.indices[rank]!;
    }
  }
  return { count, distances, indices };
}
