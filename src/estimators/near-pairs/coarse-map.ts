import { eachInBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';

/** A map of points to whole numbers, which are near to each other wherever the points are. */
export interface CoarseMap {
  /** The point that is taken from all others first. */
  readonly center: Float64Array;
  /** Points farther from the center than this are moved to it. */
  readonly radius: number;
  /** Whole numbers a unit of length. */
  readonly scale: number;
}

/** Points that the center is the median of: it needs no precision, but that no outlier moves it. */
const SAMPLED = 63;
/** The radius, as a multiple of a typical distance from the center: what lies beyond counts as outlying. */
const REACH = 3;

/**
 * Chooses a map for two sets of points.
 *
 * Moving outliers to a sphere about the center brings no two points farther apart, and rounding by no more than both of their errors:
 * so the numbers' distance, less the errors, bounds the points' own distance from below.
 *
 * @param a - points
 * @param b - points of the same space
 * @param most - how long a point's numbers may be at most
 * @param pauses - taken now and then
 */
export async function chooseCoarseMap(
  a: SampleMatrix,
  b: SampleMatrix,
  most: number,
  pauses: Pauses,
): Promise<CoarseMap> {
  const { dimension } = a;
  const center = await medianPoint(a, b, pauses);
  let largest = 0;
  let roots = 0;
  for (const { values, count } of [a, b]) {
    await eachInBlocks(count, dimension, pauses, (point) => {
      const length = lengthFrom(center, values, point * dimension);
      largest = Math.max(largest, length);
      roots += Math.sqrt(length);
    });
  }
  // The mean of roots, squared: one outlier moves it little.
  const typical = (roots / (a.count + b.count)) ** 2;
  const radius = Math.min(largest, REACH * typical);
  // Rounding makes a point longer, by √d/2 at most.
  const room = most - Math.sqrt(dimension) / 2;
  return { center, radius, scale: radius > 0 ? room / radius : 1 };
}

/**
 * Half of the squared distance of whole numbers above which two points are farther apart than a bound. A little is added for float64's
 * own rounding.
 *
 * @param bound - the squared distance of the points
 * @param scale - of the map
 * @param errors - the most that rounding moved both points together, in whole numbers
 */
export function coarseLimit(bound: number, scale: number, errors: number): number {
  const reach = Math.sqrt(bound) * scale + errors + 1e-6;
  return (reach ** 2 / 2) * (1 + 1e-9);
}

/** The length of the difference between a point and the center. */
export function lengthFrom(center: Float64Array, values: Float64Array, start: number): number {
  let sum = 0;
  for (let axis = 0; axis < center.length; axis++) sum += (values[start + axis]! - center[axis]!) ** 2;
  return Math.sqrt(sum);
}

/** The median of some points, coordinate by coordinate. */
async function medianPoint(a: SampleMatrix, b: SampleMatrix, pauses: Pauses): Promise<Float64Array> {
  const total = a.count + b.count;
  const picked = Math.min(SAMPLED, total);
  const starts = Array.from({ length: picked }, (_, index) => {
    const point = Math.floor((index * total) / picked);
    return point < a.count ? { of: a.values, at: point } : { of: b.values, at: point - a.count };
  });
  const center = new Float64Array(a.dimension);
  const column = new Float64Array(picked);
  await eachInBlocks(a.dimension, 8 * SAMPLED, pauses, (axis) => {
    for (let index = 0; index < picked; index++) {
      const { of, at } = starts[index]!;
      column[index] = of[at * a.dimension + axis]!;
    }
    center[axis] = column.sort()[picked >> 1]!;
  });
  return center;
}
