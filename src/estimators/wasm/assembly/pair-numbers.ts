import { jobOf } from '../../../threads/assembly/share';
import { offer } from '../../../threads/assembly/thread-pool';
import { goOnWith } from './go-on';
import { Job } from './jobs';

/** Points of a group: coordinate by coordinate, so that vectors go across points. */
const groupPoints: i32 = 8;
/** Bytes of a coordinate of all points of a group. */
const groupBytes: usize = 64;

/**
 * Begins to compute ‖x − y‖², from the differences, or xᵀy of all rows and columns: coordinate by coordinate in one sum a pair, as plain
 * loops do, so that the bits are theirs.
 *
 * @param rows - groups of eight points, from the first row on
 * @param columns - groups of eight points
 * @param groups - how many of columns
 * @param result - row by row, of all columns' groups
 * @param isProduct - whether xᵀy
 */
export function beginPairNumbers(
  rows: usize,
  rowCount: i32,
  columns: usize,
  groups: i32,
  result: usize,
  dimension: i32,
  isProduct: bool,
  rowsPerChunk: i32,
): void {
  const job = jobOf<PairNumbers>();
  job.rows = rows;
  job.rowCount = rowCount;
  job.columns = columns;
  job.groups = groups;
  job.result = result;
  job.dimension = dimension;
  job.isProduct = isProduct;
  job.rowsPerChunk = rowsPerChunk;
  offer(Job.PairNumbers, (rowCount + rowsPerChunk - 1) / rowsPerChunk);
}

/** Goes on with the numbers that were begun: see `goOnWith`. */
export function goOnWithPairNumbers(most: i32): bool {
  return goOnWith<PairNumbers>(most);
}

/** The parameters, where all threads read them. */
@unmanaged
export class PairNumbers {
  rows: usize;
  rowCount: i32;
  columns: usize;
  groups: i32;
  result: usize;
  dimension: i32;
  isProduct: bool;
  rowsPerChunk: i32;

  /** Rows two by two, as both take the same columns; the last of an odd number beside itself. */
  compute(chunk: i32): void {
    const start = chunk * this.rowsPerChunk;
    const end = min(start + this.rowsPerChunk, this.rowCount);
    for (let row = start; row < end; row += 2) this.computeRows(row, min(row + 1, end - 1));
  }

  private computeRows(first: i32, second: i32): void {
    const bytes = <usize>this.dimension * groupBytes;
    const x = this.pointOf(first);
    const z = this.pointOf(second);
    const rowBytes = <usize>this.groups * groupBytes;
    let to = this.result + <usize>first * rowBytes;
    let other = this.result + <usize>second * rowBytes;
    let y = this.columns;
    for (let group = 0; group < this.groups; group++) {
      if (this.isProduct) productsOfGroup(x, z, y, bytes, to, other);
      else distancesOfGroup(x, z, y, bytes, to, other);
      y += bytes;
      to += groupBytes;
      other += groupBytes;
    }
  }

  private pointOf(row: i32): usize {
    const group = <usize>(row / groupPoints) * <usize>this.dimension * groupBytes;
    return this.rows + group + ((<usize>(row % groupPoints)) << 3);
  }
}

function distancesOfGroup(x: usize, z: usize, y: usize, bytes: usize, to: usize, other: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (const end = y + bytes; y < end; y += groupBytes, x += groupBytes, z += groupBytes) {
    const ofX = v128.load64_splat(x);
    const ofZ = v128.load64_splat(z);
    let values = v128.load(y);
    a = addSquare(a, ofX, values);
    e = addSquare(e, ofZ, values);
    values = v128.load(y, 16);
    b = addSquare(b, ofX, values);
    f = addSquare(f, ofZ, values);
    values = v128.load(y, 32);
    c = addSquare(c, ofX, values);
    g = addSquare(g, ofZ, values);
    values = v128.load(y, 48);
    d = addSquare(d, ofX, values);
    h = addSquare(h, ofZ, values);
  }
  putGroup(to, a, b, c, d);
  putGroup(other, e, f, g, h);
}

function productsOfGroup(x: usize, z: usize, y: usize, bytes: usize, to: usize, other: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (const end = y + bytes; y < end; y += groupBytes, x += groupBytes, z += groupBytes) {
    const ofX = v128.load64_splat(x);
    const ofZ = v128.load64_splat(z);
    let values = v128.load(y);
    a = f64x2.add(a, f64x2.mul(ofX, values));
    e = f64x2.add(e, f64x2.mul(ofZ, values));
    values = v128.load(y, 16);
    b = f64x2.add(b, f64x2.mul(ofX, values));
    f = f64x2.add(f, f64x2.mul(ofZ, values));
    values = v128.load(y, 32);
    c = f64x2.add(c, f64x2.mul(ofX, values));
    g = f64x2.add(g, f64x2.mul(ofZ, values));
    values = v128.load(y, 48);
    d = f64x2.add(d, f64x2.mul(ofX, values));
    h = f64x2.add(h, f64x2.mul(ofZ, values));
  }
  putGroup(to, a, b, c, d);
  putGroup(other, e, f, g, h);
}

function putGroup(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

/** Adds (x − y)². */
function addSquare(sum: v128, x: v128, y: v128): v128 {
  const difference = f64x2.sub(x, y);
  return f64x2.add(sum, f64x2.mul(difference, difference));
}
