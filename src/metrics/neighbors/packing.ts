import type { SampleMatrix } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';

/** A coarse map of points to small whole numbers, of which several fit into one float64. */
export interface Packing {
  /** The point that is taken from all others first. */
  readonly center: Float64Array;
  /** Points farther from the center than this are moved to it. */
  readonly radius: number;
  /** Whole numbers a unit of length. */
  readonly scale: number;
  /** Number of whole numbers in one float64. */
  readonly lanes: number;
  /** Factor of the next number of the same float64. */
  readonly base: number;
}

/** Points that the center is the median of: it needs no precision, but that no outlier moves it. */
const SAMPLED = 63;
/** The radius, as a multiple of a typical distance from the center: what lies beyond counts as outlying. */
const REACH = 3;

/**
 * Numbers by how many share a float64. A product of two points, less half of the square of one, is below base/2 if their
 * lengths are at most `most`, as 1.5·most² is, and then stays in a lane of its own; all lanes together stay below 2⁵³, up to
 * where whole numbers are exact.
 */
const LANES = [
  { lanes: 3, base: 2 ** 18, most: 295 },
  { lanes: 2, base: 2 ** 26, most: 4720 },
] as const;
/** Dimensions up to which the coarse numbers of three lanes tell near from far. */
const MOST_FOR_THREE = 128;

/** Chooses a packing for two sets of points. */
export async function choosePacking(a: SampleMatrix, b: SampleMatrix, pauses: Pauses): Promise<Packing> {
  const { dimension } = a;
  const center = await medianPoint(a, b, pauses);
  const { lanes, base, most } = LANES[dimension <= MOST_FOR_THREE ? 0 : 1];
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
  return { center, radius, scale: radius > 0 ? room / radius : 1, lanes, base };
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
