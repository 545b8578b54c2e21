import { jobOf } from '../../../threads/assembly/share';
import { offer, thread } from '../../../threads/assembly/thread-pool';
import { exponential } from './exponential';
import { goOnWith } from './go-on';
import { Job } from './jobs';

/** Points of a group: coordinate by coordinate, so that vectors go across points. */
const groupPoints: i32 = 8;
/** Bytes of a coordinate of all points of a group. */
const groupBytes: usize = 64;
/** Columns whose exponents are kept until their largest is known: those of two rows stay in a core's cache. */
const blockColumns: i32 = 512;
/** Terms below e⁻⁴⁰ of the largest are beneath rounding. */
const negligible: f64 = -40;

/** Bytes that each thread needs for itself. */
export function softMinimumWorkspace(): usize {
  return 2 * blockColumns * sizeof<f64>();
}

/**
 * Begins the soft minima: of each row i, the largest of the exponents (gⱼ − C(xᵢ, yⱼ))/ε, and Σⱼ exp(exponent − largest): two numbers in the result. C is
 * ‖x − y‖², or its root for order 1, from the differences, as ‖x‖² + ‖y‖² − 2xᵀy loses the digits of points that lie close together.
 *
 * @param rows - groups of eight points
 * @param columns - groups of eight points
 * @param potentials - g, of whole groups: −∞ where there is no point
 */
export function beginSoftMinima(
  rows: usize,
  columns: usize,
  potentials: usize,
  result: usize,
  workspace: usize,
  dimension: i32,
  groups: i32,
  order: i32,
  epsilon: f64,
  count: i32,
  rowsPerChunk: i32,
): void {
  const job = jobOf<SoftMinimum>();
  job.rows = rows;
  job.columns = columns;
  job.potentials = potentials;
  job.result = result;
  job.workspace = workspace;
  job.dimension = dimension;
  job.groups = groups;
  job.order = order;
  job.scale = 1 / epsilon;
  job.count = count;
  job.rowsPerChunk = rowsPerChunk;
  offer(Job.SoftMinimum, (count + rowsPerChunk - 1) / rowsPerChunk);
}

/** Goes on with the soft minima that were begun: see `goOnWith`. */
export function goOnWithSoftMinima(most: i32): bool {
  return goOnWith<SoftMinimum>(most);
}

/** The parameters, where all threads read them. */
@unmanaged
export class SoftMinimum {
  rows: usize;
  columns: usize;
  potentials: usize;
  result: usize;
  workspace: usize;
  dimension: i32;
  groups: i32;
  order: i32;
  scale: f64;
  count: i32;
  rowsPerChunk: i32;

  /** Rows two by two, as both take the same columns; the last of an odd number beside itself. */
  compute(chunk: i32): void {
    const start = chunk * this.rowsPerChunk;
    const end = min(start + this.rowsPerChunk, this.count);
    for (let row = start; row < end; row += 2) this.computeRows(row, min(row + 1, end - 1));
  }

  private computeRows(first: i32, second: i32): void {
    const exponents = this.workspace + <usize>thread * softMinimumWorkspace();
    const others = exponents + <usize>blockColumns * sizeof<f64>();
    const groupsAtOnce = blockColumns / groupPoints;
    let largest: f64 = -Infinity;
    let sums = f64x2.splat(0);
    let otherLargest: f64 = -Infinity;
    let otherSums = f64x2.splat(0);
    for (let group = 0; group < this.groups; group += groupsAtOnce) {
      const end = min(group + groupsAtOnce, this.groups);
      const count = end - group;
      this.fill(first, second, group, end, exponents, others);
      const next = largestOf(exponents, count);
      if (next > largest) {
        sums = f64x2.mul(sums, exponential(f64x2.splat(largest - next)));
        largest = next;
      }
      if (next - largest > negligible) sums = addTerms(sums, exponents, count, largest);
      const otherNext = largestOf(others, count);
      if (otherNext > otherLargest) {
        otherSums = f64x2.mul(otherSums, exponential(f64x2.splat(otherLargest - otherNext)));
        otherLargest = otherNext;
      }
      if (otherNext - otherLargest > negligible) otherSums = addTerms(otherSums, others, count, otherLargest);
    }
    this.put(first, largest, sums);
    this.put(second, otherLargest, otherSums);
  }

  private put(row: i32, largest: f64, sums: v128): void {
    const place = this.result + ((<usize>row) << 4);
    store<f64>(place, largest);
    store<f64>(place, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1), 8);
  }

  private pointOf(row: i32): usize {
    const group = <usize>(row / groupPoints) * <usize>this.dimension * groupBytes;
    return this.rows + group + ((<usize>(row % groupPoints)) << 3);
  }

  /** The exponents of two rows in some groups of columns. */
  private fill(first: i32, second: i32, group: i32, end: i32, exponents: usize, others: usize): void {
    const x = this.pointOf(first);
    const z = this.pointOf(second);
    const bytes = <usize>this.dimension * groupBytes;
    let y = this.columns + <usize>group * bytes;
    let g = this.potentials + <usize>group * groupBytes;
    for (; group < end; group++) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      let e = f64x2.splat(0);
      let f = f64x2.splat(0);
      let h = f64x2.splat(0);
      let k = f64x2.splat(0);
      for (let axis: usize = 0; axis < bytes; axis += groupBytes, y += groupBytes) {
        const ofX = v128.load64_splat(x + axis);
        const ofZ = v128.load64_splat(z + axis);
        let values = v128.load(y);
        a = addSquare(a, values, ofX);
        e = addSquare(e, values, ofZ);
        values = v128.load(y, 16);
        b = addSquare(b, values, ofX);
        f = addSquare(f, values, ofZ);
        values = v128.load(y, 32);
        c = addSquare(c, values, ofX);
        h = addSquare(h, values, ofZ);
        values = v128.load(y, 48);
        d = addSquare(d, values, ofX);
        k = addSquare(k, values, ofZ);
      }
      this.putExponents(exponents, g, a, b, c, d);
      this.putExponents(others, g, e, f, h, k);
      g += groupBytes;
      exponents += groupBytes;
      others += groupBytes;
    }
  }

  /** Puts the exponents of a group, of its squared distances. */
  private putExponents(place: usize, potentials: usize, a: v128, b: v128, c: v128, d: v128): void {
    const scale = f64x2.splat(this.scale);
    if (this.order === 1) {
      a = f64x2.sqrt(a);
      b = f64x2.sqrt(b);
      c = f64x2.sqrt(c);
      d = f64x2.sqrt(d);
    }
    v128.store(place, f64x2.mul(f64x2.sub(v128.load(potentials), a), scale));
    v128.store(place, f64x2.mul(f64x2.sub(v128.load(potentials, 16), b), scale), 16);
    v128.store(place, f64x2.mul(f64x2.sub(v128.load(potentials, 32), c), scale), 32);
    v128.store(place, f64x2.mul(f64x2.sub(v128.load(potentials, 48), d), scale), 48);
  }
}

/** Adds (y − x)². */
function addSquare(sum: v128, y: v128, x: v128): v128 {
  const difference = f64x2.sub(y, x);
  return f64x2.add(sum, f64x2.mul(difference, difference));
}

/** The largest of the exponents of so many groups. */
function largestOf(exponents: usize, groups: i32): f64 {
  let a = v128.load(exponents);
  let b = a;
  let c = a;
  let d = a;
  for (const end = exponents + <usize>groups * groupBytes; exponents < end; exponents += groupBytes) {
    a = f64x2.pmax(a, v128.load(exponents));
    b = f64x2.pmax(b, v128.load(exponents, 16));
    c = f64x2.pmax(c, v128.load(exponents, 32));
    d = f64x2.pmax(d, v128.load(exponents, 48));
  }
  const both = f64x2.pmax(f64x2.pmax(a, b), f64x2.pmax(c, d));
  return max<f64>(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1));
}

/** Adds exp(exponent − largest) of so many groups; of groups in which all are negligible, nothing. */
function addTerms(sums: v128, exponents: usize, groups: i32, largest: f64): v128 {
  const top = f64x2.splat(largest);
  const limit = f64x2.splat(negligible);
  for (const end = exponents + <usize>groups * groupBytes; exponents < end; exponents += groupBytes) {
    const a = f64x2.sub(v128.load(exponents), top);
    const b = f64x2.sub(v128.load(exponents, 16), top);
    const c = f64x2.sub(v128.load(exponents, 32), top);
    const d = f64x2.sub(v128.load(exponents, 48), top);
    const most = f64x2.pmax(f64x2.pmax(a, b), f64x2.pmax(c, d));
    if (!v128.any_true(f64x2.gt(most, limit))) continue;
    sums = f64x2.add(
      sums,
      f64x2.add(f64x2.add(exponential(a), exponential(b)), f64x2.add(exponential(c), exponential(d))),
    );
  }
  return sums;
}
