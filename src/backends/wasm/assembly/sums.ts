import { isLongPass, jobOf, passChunk, rowsOfPass, share } from '../../../threads/assembly/share';
import { addFloats, clearFloats } from './copy';
import { Job } from './jobs';

/** Rows that are summed before the sum is added to the total: a long sum then loses fewer digits. */
const block: i32 = 128;

/** Numbers of a single long row that are summed before the sum is added to the total. */
const longBlock: i32 = 16 * block;

/** The bytes that a sum needs: for the sums of its blocks, where threads share them. */
export function sumWorkspace(outer: i32, count: i32, inner: i32): usize {
  if (!isLongPass(count * inner) || (inner === 1 && outer > 1)) return 0;
  const size = inner === 1 ? longBlock : block;
  return <usize>((count + size - 1) / size) * ((<usize>inner) << 2);
}

/**
 * y = scale·Σ x over the middle one of three dimensions: outer x count x inner. Sums a block of rows at a time, in four
 * columns per vector.
 */
export function sum(
  x: usize,
  y: usize,
  outer: i32,
  count: i32,
  inner: i32,
  scale: f32,
  workspace: usize,
): void {
  if (inner === 1) {
    if (outer === 1 && isLongPass(count)) sumLongRow(x, y, count, scale, workspace);
    else sumRows(x, y, outer, count, scale);
    return;
  }
  const bytes = (<usize>inner) << 2;
  for (let group: i32 = 0; group < outer; group++, y += bytes, x += <usize>count * bytes) {
    if (isLongPass(count * inner)) sumColumns(x, y, count, inner, workspace);
    else {
      clearFloats(y, bytes);
      for (let first: i32 = 0; first < count; first += block)
        addColumns(x + <usize>first * bytes, y, min(block, count - first), bytes);
    }
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(y + at, load<f32>(y + at) * scale);
  }
}

function sumRows(x: usize, y: usize, rows: i32, count: i32, scale: f32): void {
  const job = jobOf<SumRows>();
  job.x = x;
  job.y = y;
  job.rows = rows;
  job.count = count;
  job.scale = scale;
  // A short sum is all overhead: it counts as a longer one.
  job.rowsOfChunk = rowsOfPass(max(count, 64));
  share<SumRows>(Job.SumRows, (rows + job.rowsOfChunk - 1) / job.rowsOfChunk);
}

@unmanaged
export class SumRows {
  x: usize;
  y: usize;
  rows: i32;
  count: i32;
  scale: f32;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const first = chunk * this.rowsOfChunk;
    const end = min(first + this.rowsOfChunk, this.rows);
    for (let row = first; row < end; row++) {
      const total = sumOfRow(this.x + ((<usize>row * <usize>this.count) << 2), this.count);
      store<f32>(this.y + ((<usize>row) << 2), total * this.scale);
    }
  }
}

/** The blocks by all threads, and then their sums one after another, as a single thread would add them. */
function sumLongRow(x: usize, y: usize, count: i32, scale: f32, workspace: usize): void {
  const job = jobOf<SumLongRow>();
  job.x = x;
  job.sums = workspace;
  job.count = count;
  share<SumLongRow>(Job.SumLongRow, (count + longChunk - 1) / longChunk);
  let total: f32 = 0;
  for (const end = workspace + sumWorkspace(1, count, 1); workspace < end; workspace += 4)
    total += load<f32>(workspace);
  store<f32>(y, total * scale);
}

const longChunk: i32 = 8 * longBlock;

@unmanaged
export class SumLongRow {
  x: usize;
  sums: usize;
  count: i32;

  compute(chunk: i32): void {
    const end = min((chunk + 1) * longChunk, this.count);
    for (let first = chunk * longChunk; first < end; first += longBlock) {
      const part = sumOfRow(this.x + ((<usize>first) << 2), min(longBlock, end - first));
      store<f32>(this.sums + ((<usize>(first / longBlock)) << 2), part);
    }
  }
}

function sumColumns(x: usize, y: usize, count: i32, inner: i32, workspace: usize): void {
  const bytes = (<usize>inner) << 2;
  const blocks = (count + block - 1) / block;
  const job = jobOf<SumColumns>();
  job.x = x;
  job.sums = workspace;
  job.count = count;
  job.inner = inner;
  job.blocksOfChunk = max(1, passChunk / (block * inner));
  share<SumColumns>(Job.SumColumns, (blocks + job.blocksOfChunk - 1) / job.blocksOfChunk);
  clearFloats(y, bytes);
  for (let index: i32 = 0; index < blocks; index++) addFloats(y, workspace + <usize>index * bytes, bytes);
}

@unmanaged
export class SumColumns {
  x: usize;
  sums: usize;
  count: i32;
  inner: i32;
  blocksOfChunk: i32;

  compute(chunk: i32): void {
    const bytes = (<usize>this.inner) << 2;
    const end = min((chunk + 1) * this.blocksOfChunk * block, this.count);
    for (let first = chunk * this.blocksOfChunk * block; first < end; first += block) {
      const target = this.sums + <usize>(first / block) * bytes;
      clearFloats(target, bytes);
      addColumns(this.x + <usize>first * bytes, target, min(block, end - first), bytes);
    }
  }
}

/** y += Σ of the rows */
function addColumns(x: usize, y: usize, rows: i32, rowBytes: usize): void {
  const size = <usize>rows * rowBytes;
  let at: usize = 0;
  for (; at + 64 <= rowBytes; at += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let row = x + at; row < x + size; row += rowBytes) {
      s0 = f32x4.add(s0, v128.load(row));
      s1 = f32x4.add(s1, v128.load(row, 16));
      s2 = f32x4.add(s2, v128.load(row, 32));
      s3 = f32x4.add(s3, v128.load(row, 48));
    }
    const target = y + at;
    v128.store(target, f32x4.add(v128.load(target), s0));
    v128.store(target, f32x4.add(v128.load(target, 16), s1), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), s2), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), s3), 48);
  }
  for (; at + 16 <= rowBytes; at += 16) {
    let s = f32x4.splat(0);
    for (let row = x + at; row < x + size; row += rowBytes) s = f32x4.add(s, v128.load(row));
    v128.store(y + at, f32x4.add(v128.load(y + at), s));
  }
  for (; at < rowBytes; at += 4) {
    let s: f32 = 0;
    for (let row = x + at; row < x + size; row += rowBytes) s += load<f32>(row);
    store<f32>(y + at, load<f32>(y + at) + s);
  }
}

/** Σ x over `count` numbers. */
export function sumOfRow(x: usize, count: i32): f32 {
  let total: f32 = 0;
  for (let start: i32 = 0; start < count; start += longBlock) {
    const length = min(longBlock, count - start);
    const end = x + ((<usize>length) << 2);
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (const last = x + ((<usize>(length & ~15)) << 2); x < last; x += 64) {
      s0 = f32x4.add(s0, v128.load(x));
      s1 = f32x4.add(s1, v128.load(x, 16));
      s2 = f32x4.add(s2, v128.load(x, 32));
      s3 = f32x4.add(s3, v128.load(x, 48));
    }
    const s = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    let part = f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1);
    part += f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3);
    for (; x < end; x += 4) part += load<f32>(x);
    total += part;
  }
  return total;
}
