import {
  chunksOfPass,
  isLongPass,
  jobOf,
  passChunk,
  rowsOfPass,
  share,
} from '../../../threads/assembly/share';
import { Job } from './jobs';
import { Arithmetic } from './operation-codes';

/**
 * c = a ∘ b for `rows` rows of `length` numbers; `operation` is any Arithmetic, the larger and the smaller of two being NaN where one
 * is NaN. From one row to the next, a moves on by `rowOfA` numbers and b by `rowOfB`: 0 where a row serves for all. A row that has
 * one number for the whole length is told by `spreadA` or `spreadB`.
 */
export function arithmetic(
  operation: i32,
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  length: i32,
  rowOfA: i32,
  rowOfB: i32,
  spreadA: bool,
  spreadB: bool,
): void {
  if (!isLongPass(rows * length)) {
    combineRows(operation, a, b, c, rows, length, rowOfA, rowOfB, spreadA, spreadB);
    return;
  }
  const job = jobOf<Combine>();
  job.operation = operation;
  job.a = a;
  job.b = b;
  job.c = c;
  job.rows = rows;
  job.length = length;
  job.rowOfA = rowOfA;
  job.rowOfB = rowOfB;
  job.spreadA = spreadA;
  job.spreadB = spreadB;
  job.rowsOfChunk = rowsOfPass(length);
  const chunks = rows === 1 ? chunksOfPass(length) : (rows + job.rowsOfChunk - 1) / job.rowsOfChunk;
  share<Combine>(Job.Arithmetic, chunks);
}

/** A chunk is some rows, or a part of the only one. */
@unmanaged
export class Combine {
  operation: i32;
  a: usize;
  b: usize;
  c: usize;
  rows: i32;
  length: i32;
  rowOfA: i32;
  rowOfB: i32;
  spreadA: bool;
  spreadB: bool;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const operation = this.operation;
    const a = this.a;
    const b = this.b;
    const c = this.c;
    const spreadA = this.spreadA;
    const spreadB = this.spreadB;
    if (this.rows === 1) {
      const first = chunk * passChunk;
      const at = (<usize>first) << 2;
      const length = min(passChunk, this.length - first);
      combine(
        operation,
        spreadA ? a : a + at,
        spreadB ? b : b + at,
        c + at,
        (<usize>length) << 2,
        spreadA,
        spreadB,
      );
      return;
    }
    const first = chunk * this.rowsOfChunk;
    combineRows(
      operation,
      a + ((<usize>first * <usize>this.rowOfA) << 2),
      b + ((<usize>first * <usize>this.rowOfB) << 2),
      c + ((<usize>first * <usize>this.length) << 2),
      min(this.rowsOfChunk, this.rows - first),
      this.length,
      this.rowOfA,
      this.rowOfB,
      spreadA,
      spreadB,
    );
  }
}

function combineRows(
  operation: i32,
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  length: i32,
  rowOfA: i32,
  rowOfB: i32,
  spreadA: bool,
  spreadB: bool,
): void {
  const bytes = (<usize>length) << 2;
  for (let row: i32 = 0; row < rows; row++, c += bytes) {
    combine(operation, a, b, c, bytes, spreadA, spreadB);
    a += (<usize>rowOfA) << 2;
    b += (<usize>rowOfB) << 2;
  }
}

function combine(
  operation: i32,
  a: usize,
  b: usize,
  c: usize,
  bytes: usize,
  spreadA: bool,
  spreadB: bool,
): void {
  const end = c + bytes;
  const last = c + (bytes & ~31);
  const oneA = load<f32>(a);
  const oneB = load<f32>(b);
  let a0 = f32x4.splat(oneA);
  let a1 = a0;
  let b0 = f32x4.splat(oneB);
  let b1 = b0;
  for (; c < last; c += 32) {
    if (!spreadA) {
      a0 = v128.load(a);
      a1 = v128.load(a, 16);
      a += 32;
    }
    if (!spreadB) {
      b0 = v128.load(b);
      b1 = v128.load(b, 16);
      b += 32;
    }
    if (operation === Arithmetic.Add) {
      v128.store(c, f32x4.add(a0, b0));
      v128.store(c, f32x4.add(a1, b1), 16);
    } else if (operation === Arithmetic.Sub) {
      v128.store(c, f32x4.sub(a0, b0));
      v128.store(c, f32x4.sub(a1, b1), 16);
    } else if (operation === Arithmetic.Multiply) {
      v128.store(c, f32x4.mul(a0, b0));
      v128.store(c, f32x4.mul(a1, b1), 16);
    } else if (operation === Arithmetic.RealDiv) {
      v128.store(c, f32x4.div(a0, b0));
      v128.store(c, f32x4.div(a1, b1), 16);
    } else if (operation === Arithmetic.Maximum) {
      v128.store(c, f32x4.max(a0, b0));
      v128.store(c, f32x4.max(a1, b1), 16);
    } else {
      v128.store(c, f32x4.min(a0, b0));
      v128.store(c, f32x4.min(a1, b1), 16);
    }
  }
  if (c < end) combineSingly(operation, a, b, c, end, spreadA, spreadB);
}

/** The same for what is left, fewer than eight numbers. */
function combineSingly(
  operation: i32,
  a: usize,
  b: usize,
  c: usize,
  end: usize,
  spreadA: bool,
  spreadB: bool,
): void {
  const oneA = load<f32>(a);
  const oneB = load<f32>(b);
  for (; c < end; c += 4) {
    const x = spreadA ? oneA : load<f32>(a);
    const y = spreadB ? oneB : load<f32>(b);
    let result = min<f32>(x, y);
    if (operation === Arithmetic.Add) result = x + y;
    else if (operation === Arithmetic.Sub) result = x - y;
    else if (operation === Arithmetic.Multiply) result = x * y;
    else if (operation === Arithmetic.RealDiv) result = x / y;
    else if (operation === Arithmetic.Maximum) result = max<f32>(x, y);
    store<f32>(c, result);
    a += 4;
    b += 4;
  }
}
