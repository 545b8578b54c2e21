import { jobOf } from '../../../threads/assembly/share';
import { offer } from '../../../threads/assembly/thread-pool';
import { goOnWith } from './go-on';
import { Job } from './jobs';

/** Points of a group: two dimensions of each lie side by side, so that vectors go across points. */
const groupPoints: i32 = 8;
/** Bytes of two dimensions of all points of a group. */
const pairBytes: usize = 32;
/** Rows that take the same columns: with eight columns, as many sums as registers hold beside what they are made of. */
const rowsAtOnce: i32 = 4;

/**
 * Begins to look for the pairs of rows and columns that are near enough. Points are whole numbers of 16 bits, so that one instruction
 * makes eight products and adds them two by two; a length is at most 29,000, so that no sum here leaves 32 bits.
 *
 * With a = ⌊½‖x‖²⌋ and b = ⌊½‖y‖²⌋, a pair is found where a + b − xᵀy ≤ the limit of either point: never a wrong one of those with
 * ½‖x − y‖² ≤ a limit is passed over, as whole limits are rounded down.
 *
 * @param rows - groups of eight points, from the first row on
 * @param rowSquares - a of each row
 * @param rowLimits - the limit of each row
 * @param rowCount - a multiple of four
 * @param columns - groups of eight points, from the first column on
 * @param groups - how many of columns
 * @param found - gets a word for each four rows and eight columns: bit 8i + j for row i and column j
 * @param dimensionPairs - half of the dimension, even
 */
export function beginNearPairs(
  rows: usize,
  rowSquares: usize,
  rowLimits: usize,
  rowCount: i32,
  columns: usize,
  columnSquares: usize,
  columnLimits: usize,
  groups: i32,
  found: usize,
  dimensionPairs: i32,
  rowsPerChunk: i32,
): void {
  const job = jobOf<NearPairs>();
  job.rows = rows;
  job.rowSquares = rowSquares;
  job.rowLimits = rowLimits;
  job.rowCount = rowCount;
  job.columns = columns;
  job.columnSquares = columnSquares;
  job.columnLimits = columnLimits;
  job.groups = groups;
  job.found = found;
  job.dimensionPairs = dimensionPairs;
  job.rowsPerChunk = rowsPerChunk;
  offer(Job.NearPairs, (rowCount + rowsPerChunk - 1) / rowsPerChunk);
}

/** Goes on with the search that was begun: see `goOnWith`. */
export function goOnWithNearPairs(most: i32): bool {
  return goOnWith<NearPairs>(most);
}

/** The parameters, where all threads read them. */
@unmanaged
export class NearPairs {
  rows: usize;
  rowSquares: usize;
  rowLimits: usize;
  rowCount: i32;
  columns: usize;
  columnSquares: usize;
  columnLimits: usize;
  groups: i32;
  found: usize;
  dimensionPairs: i32;
  rowsPerChunk: i32;

  compute(chunk: i32): void {
    const start = chunk * this.rowsPerChunk;
    const end = min(start + this.rowsPerChunk, this.rowCount);
    for (let row = start; row < end; row += rowsAtOnce) this.computeRows(row);
  }

  private computeRows(row: i32): void {
    const groupBytes = <usize>this.dimensionPairs * pairBytes;
    const x = this.rows + <usize>(row / groupPoints) * groupBytes + ((<usize>(row % groupPoints)) << 2);
    const squares = this.rowSquares + ((<usize>row) << 2);
    const limits = this.rowLimits + ((<usize>row) << 2);
    let found = this.found + <usize>(row / rowsAtOnce) * ((<usize>this.groups) << 2);
    let y = this.columns;
    let columnSquares = this.columnSquares;
    let columnLimits = this.columnLimits;
    for (let group = 0; group < this.groups; group++) {
      store<i32>(found, nearOfTile(x, y, groupBytes, squares, limits, columnSquares, columnLimits));
      found += 4;
      y += groupBytes;
      columnSquares += pairBytes;
      columnLimits += pairBytes;
    }
  }
}

/** The bits of four rows and eight columns. */
function nearOfTile(
  x: usize,
  y: usize,
  groupBytes: usize,
  squares: usize,
  limits: usize,
  columnSquares: usize,
  columnLimits: usize,
): i32 {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (const end = y + groupBytes; y < end; y += 2 * pairBytes, x += 2 * pairBytes) {
    let left = v128.load(y);
    let right = v128.load(y, 16);
    let value = v128.load32_splat(x);
    a = i32x4.add(a, i32x4.dot_i16x8_s(left, value));
    b = i32x4.add(b, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 4);
    c = i32x4.add(c, i32x4.dot_i16x8_s(left, value));
    d = i32x4.add(d, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 8);
    e = i32x4.add(e, i32x4.dot_i16x8_s(left, value));
    f = i32x4.add(f, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 12);
    g = i32x4.add(g, i32x4.dot_i16x8_s(left, value));
    h = i32x4.add(h, i32x4.dot_i16x8_s(right, value));

    left = v128.load(y, 32);
    right = v128.load(y, 48);
    value = v128.load32_splat(x, 32);
    a = i32x4.add(a, i32x4.dot_i16x8_s(left, value));
    b = i32x4.add(b, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 36);
    c = i32x4.add(c, i32x4.dot_i16x8_s(left, value));
    d = i32x4.add(d, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 40);
    e = i32x4.add(e, i32x4.dot_i16x8_s(left, value));
    f = i32x4.add(f, i32x4.dot_i16x8_s(right, value));
    value = v128.load32_splat(x, 44);
    g = i32x4.add(g, i32x4.dot_i16x8_s(left, value));
    h = i32x4.add(h, i32x4.dot_i16x8_s(right, value));
  }
  a = near(a, columnSquares, columnLimits, squares, limits);
  b = near(b, columnSquares + 16, columnLimits + 16, squares, limits);
  c = near(c, columnSquares, columnLimits, squares + 4, limits + 4);
  d = near(d, columnSquares + 16, columnLimits + 16, squares + 4, limits + 4);
  e = near(e, columnSquares, columnLimits, squares + 8, limits + 8);
  f = near(f, columnSquares + 16, columnLimits + 16, squares + 8, limits + 8);
  g = near(g, columnSquares, columnLimits, squares + 12, limits + 12);
  h = near(h, columnSquares + 16, columnLimits + 16, squares + 12, limits + 12);
  return bitsOf(a, b, c, d) | (bitsOf(e, f, g, h) << 16);
}

/** Lanes in which a row's products less b, and the larger of both limits, come up to its a. */
function near(products: v128, columnSquares: usize, columnLimits: usize, square: usize, limit: usize): v128 {
  const most = i32x4.max_s(v128.load(columnLimits), v128.load32_splat(limit));
  const sum = i32x4.add(i32x4.sub(products, v128.load(columnSquares)), most);
  return i32x4.ge_s(sum, v128.load32_splat(square));
}

/** A bit for each of two rows' comparisons. */
function bitsOf(left: v128, right: v128, otherLeft: v128, otherRight: v128): i32 {
  const row = i16x8.narrow_i32x4_s(left, right);
  return i8x16.bitmask(i8x16.narrow_i16x8_s(row, i16x8.narrow_i32x4_s(otherLeft, otherRight)));
}
