import type { Pauses } from '../../scheduling';
import { nearestPoints } from '../near-pairs/nearest-points';
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

/** Fewest dimensions, and pairs of points, from which on a tree may look at so many of them that comparing all is faster. */
const HIGH_DIMENSION = 6;
const MANY_PAIRS = 100_000;
/** Searches that tell which of them it is. */
const PROBES = 32;
/** The share of points that a search may look at: to compare all costs a sixteenth of that a pair, or less. */
const MOST_LOOKED_AT = 1 / 16;

/**
 * Finds the nearest points of each point by a k-d tree (Friedman, Bentley & Finkel 1977; the bound of a cell is kept up axis
 * by axis, as in Arya & Mount 1993). In many dimensions that comes down to looking at all points, from about 8 on unless they lie near a
 * surface; where some searches show it, all pairs are compared instead. Exact either way. One point's search isn't split: at worst it
 * looks at all numbers of `among`, a millisecond for a million.
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
  if (await looksAtMost(tree, points, among, pauses)) {
    const { squared, indices } = await nearestPoints(points, among, count, pauses);
    return { count, distances: squared.map(Math.sqrt), indices };
  }
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

/** Whether some points' searches look at so many others that comparing all pairs is faster. */
async function looksAtMost(
  tree: NeighborTree,
  points: SampleMatrix,
  among: SampleMatrix,
  pauses: Pauses,
): Promise<boolean> {
  const { count, dimension } = points;
  if (dimension < HIGH_DIMENSION || count * among.count < MANY_PAIRS) return false;
  for (let probe = 0; probe < PROBES; probe++) {
    const point = Math.floor((probe * count) / PROBES);
    tree.search(points.values, point * dimension, points === among ? point : -1);
    if (pauses.due()) await pauses.take();
  }
  return tree.looked > MOST_LOOKED_AT * PROBES * among.count;
}
