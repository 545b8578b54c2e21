import { eachInBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { lengthFrom } from './coarse-map';
import type { Packing } from './packing';

/** Rows of a tile: so many points' numbers lie interleaved in `rows`. */
export const TILE_ROWS = 4;
/** Float64 a tile's row: each holds `lanes` points' numbers in `columns`. */
export const TILE_WORDS = 3;

/** Points as whole numbers, in the order in which products are taken. A point's place in that order is what all but `order` count by. */
export interface PackedPoints {
  /** The point at each place: those near the center first, so that the points of a tile have about as long a way to their neighbors. */
  readonly order: Uint32Array;
  /** Coordinate k of the points 4i … 4i + 3 at (4i)·d + 4k, as rows of tiles; empty unless asked for. */
  readonly rows: Float64Array;
  /** Coordinate k of 3·lanes points, `lanes` of them in each of three float64, as columns of tiles; empty unless asked for. */
  readonly columns: Float64Array;
  /** Half of the squared length of each point's numbers. */
  readonly halfSquares: Float64Array;
  /** The same of columns, as whole numbers packed as these are: for each of `columns`' words. */
  readonly columnSquares: Float64Array;
  /** Distances that rounding moved the points, in units of 1/scale. */
  readonly errors: Float64Array;
  /** The largest of these. */
  readonly largestError: number;
}

/**
 * Packs points.
 *
 * @param points - the points
 * @param packing - the map
 * @param roles - whether they will be rows, columns or both
 * @param pauses - taken between points
 */
export async function packPoints(
  points: SampleMatrix,
  packing: Packing,
  roles: { readonly rows: boolean; readonly columns: boolean },
  pauses: Pauses,
): Promise<PackedPoints> {
  const { values, count, dimension } = points;
  const { center, radius, scale, lanes, base } = packing;
  const { order, lengths } = await orderByLength(points, packing, pauses);
  const width = TILE_WORDS * lanes;
  const rows = new Float64Array(roles.rows ? Math.ceil(count / TILE_ROWS) * TILE_ROWS * dimension : 0);
  const columns = new Float64Array(roles.columns ? Math.ceil(count / width) * TILE_WORDS * dimension : 0);
  const columnSquares = new Float64Array(columns.length / dimension);
  const halfSquares = new Float64Array(count);
  const errors = new Float64Array(count);
  let largestError = 0;
  await eachInBlocks(count, 4 * dimension, pauses, (place) => {
    const start = order[place]! * dimension;
    const length = lengths[order[place]!]!;
    const shrunk = scale * (length > radius ? radius / length : 1);
    const rowAt = (place - (place % TILE_ROWS)) * dimension + (place % TILE_ROWS);
    const within = place % width;
    const word = Math.floor(within / lanes);
    const weight = base ** (within % lanes);
    const firstWord = (place - within) / lanes;
    const columnAt = firstWord * dimension + word;
    let square = 0;
    let moved = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const exact = (values[start + axis]! - center[axis]!) * shrunk;
      const whole = Math.round(exact);
      square += whole * whole;
      moved += (exact - whole) ** 2;
      if (roles.rows) rows[rowAt + TILE_ROWS * axis] = whole;
      if (roles.columns) columns[columnAt + TILE_WORDS * axis]! += whole * weight;
    }
    halfSquares[place] = square / 2;
    if (roles.columns) columnSquares[firstWord + word]! += Math.floor(square / 2) * weight;
    errors[place] = Math.sqrt(moved);
    largestError = Math.max(largestError, errors[place]!);
  });
  return { order, rows, columns, halfSquares, columnSquares, errors, largestError };
}

/** Groups that points are ordered by: in each, points come as they came, so that a point soon meets near ones. */
const GROUPS = 32;

/** The points in groups by their distance from the center, and these distances. */
async function orderByLength(
  { values, count, dimension }: SampleMatrix,
  { center, radius }: Packing,
  pauses: Pauses,
): Promise<{ order: Uint32Array; lengths: Float64Array }> {
  const lengths = new Float64Array(count);
  const groups = new Uint8Array(count);
  const starts = new Uint32Array(GROUPS + 1);
  await eachInBlocks(count, dimension, pauses, (point) => {
    lengths[point] = lengthFrom(center, values, point * dimension);
    const share = radius > 0 ? Math.min(lengths[point]! / radius, 1) : 0;
    groups[point] = Math.floor(share * (GROUPS - 1));
    starts[groups[point]! + 1]!++;
  });
  for (let group = 0; group < GROUPS; group++) starts[group + 1]! += starts[group]!;
  const order = new Uint32Array(count);
  await eachInBlocks(count, 1, pauses, (point) => {
    order[starts[groups[point]!]!++] = point;
  });
  return { order, lengths };
}
