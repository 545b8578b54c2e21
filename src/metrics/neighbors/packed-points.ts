import type { SampleMatrix } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';
import { lengthFrom, type Packing } from './packing';

/** Rows of a tile: so many points' numbers lie interleaved in `rows`. */
export const TILE_ROWS = 4;
/** Float64 a tile's row: each holds `lanes` points' numbers in `columns`. */
export const TILE_WORDS = 3;

/** Points as whole numbers, in the order in which products are taken. */
export interface PackedPoints {
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
 * Packs points. Moving outliers to a sphere about the center brings no two points farther apart, and rounding by no more than
 * both of their errors: so the numbers' distance, less the errors, bounds the points' own distance from below.
 *
 * @param points - the points
 * @param packing - the map
 * @param roles - whether they will be rows, columns or both
 * @param pauses - taken between points
 */
export async function packPoints(
  { values, count, dimension }: SampleMatrix,
  { center, radius, scale, lanes, base }: Packing,
  roles: { readonly rows: boolean; readonly columns: boolean },
  pauses: Pauses,
): Promise<PackedPoints> {
  const width = TILE_WORDS * lanes;
  const rows = new Float64Array(roles.rows ? Math.ceil(count / TILE_ROWS) * TILE_ROWS * dimension : 0);
  const columns = new Float64Array(roles.columns ? Math.ceil(count / width) * TILE_WORDS * dimension : 0);
  const columnSquares = new Float64Array(columns.length / dimension);
  const halfSquares = new Float64Array(count);
  const errors = new Float64Array(count);
  let largestError = 0;
  await eachInBlocks(count, 4 * dimension, pauses, (point) => {
    const start = point * dimension;
    const length = lengthFrom(center, values, start);
    const shrunk = scale * (length > radius ? radius / length : 1);
    const rowAt = (point - (point % TILE_ROWS)) * dimension + (point % TILE_ROWS);
    const place = point % width;
    const word = Math.floor(place / lanes);
    const weight = base ** (place % lanes);
    const firstWord = (point - place) / lanes;
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
    halfSquares[point] = square / 2;
    if (roles.columns) columnSquares[firstWord + word]! += Math.floor(square / 2) * weight;
    errors[point] = Math.sqrt(moved);
    largestError = Math.max(largestError, errors[point]!);
  });
  return { rows, columns, halfSquares, columnSquares, errors, largestError };
}
