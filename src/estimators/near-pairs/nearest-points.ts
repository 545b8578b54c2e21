import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { pairsWithin } from './pairs-within';

/** The nearest points of each of many: row i of each array has `count` entries, the nearest first. */
export interface NearestPoints {
  readonly count: number;
  /** Squared distances. */
  readonly squared: Float64Array;
  /** Indices of the points; of equally near ones those of the least index come first. */
  readonly indices: Int32Array;
}

/**
 * Finds the nearest points of each point, exactly, by looking at all pairs. Unlike a k-d tree it is as fast in any number of
 * dimensions.
 *
 * @param points - whose neighbors are asked for
 * @param among - where they are looked for; if these are `points` itself, a point isn't its own neighbor
 * @param count - how many; `among` must have as many others
 * @param pauses - taken now and then
 */
export async function nearestPoints(
  points: SampleMatrix,
  among: SampleMatrix,
  count: number,
  pauses: Pauses,
): Promise<NearestPoints> {
  const squared = new Float64Array(points.count * count).fill(Infinity);
  const indices = new Int32Array(points.count * count).fill(-1);
  const farthest = new Float64Array(points.count).fill(Infinity);
  const isSame = points === among;

  function offer(point: number, neighbor: number, distance: number): void {
    const start = point * count;
    let place = start + count - 1;
    if (isAfter(distance, neighbor, place)) return;
    for (; place > start && !isAfter(distance, neighbor, place - 1); place--) {
      squared[place] = squared[place - 1]!;
      indices[place] = indices[place - 1]!;
    }
    squared[place] = distance;
    indices[place] = neighbor;
    farthest[point] = squared[start + count - 1]!;
  }
  function isAfter(distance: number, neighbor: number, place: number): boolean {
    return distance > squared[place]! || (distance === squared[place] && neighbor > indices[place]!);
  }

  await pairsWithin(
    points,
    among,
    { first: farthest },
    (i, j, distance) => {
      offer(i, j, distance);
      if (isSame) offer(j, i, distance);
    },
    pauses,
  );
  return { count, squared, indices };
}
