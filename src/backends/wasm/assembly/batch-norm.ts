import { jobOf, rowsOfPass, share } from '../../../threads/assembly/share';
import { Job } from './jobs';

/**
 * y = (x − mean)·scale/√(variance + ε) + offset for rows of `columns` numbers, each column with its own; scale at address 0
 * is 1, offset 0. The workspace holds one number a column.
 */
export function batchNorm(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  mean: usize,
  variance: usize,
  scale: usize,
  offset: usize,
  epsilon: f32,
  workspace: usize,
): void {
  const bytes = (<usize>columns) << 2;
  for (let at: usize = 0; at < bytes; at += 4) {
    const factor: f32 = scale ? load<f32>(scale + at) : 1;
    store<f32>(workspace + at, factor / sqrt<f32>(load<f32>(variance + at) + epsilon));
  }
  const job = jobOf<BatchNorm>();
  job.x = x;
  job.y = y;
  job.rows = rows;
  job.columns = columns;
  job.mean = mean;
  job.offset = offset;
  job.factors = workspace;
  job.rowsOfChunk = rowsOfPass(columns);
  share<BatchNorm>(Job.BatchNorm, (rows + job.rowsOfChunk - 1) / job.rowsOfChunk);
}

@unmanaged
export class BatchNorm {
  x: usize;
  y: usize;
  rows: i32;
  columns: i32;
  mean: usize;
  offset: usize;
  factors: usize;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const bytes = (<usize>this.columns) << 2;
    const first = chunk * this.rowsOfChunk;
    const at = <usize>first * bytes;
    const rows = min(this.rowsOfChunk, this.rows - first);
    normalizeRows(this.x + at, this.y + at, rows, bytes, this.mean, this.offset, this.factors);
  }
}

/** y = (x − mean)·factor + offset */
function normalizeRows(
  x: usize,
  y: usize,
  rows: i32,
  bytes: usize,
  mean: usize,
  offset: usize,
  factors: usize,
): void {
  const zero = f32x4.splat(0);
  for (let row: i32 = 0; row < rows; row++, x += bytes, y += bytes) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const centered = f32x4.sub(v128.load(x + at), v128.load(mean + at));
      const shift = offset ? v128.load(offset + at) : zero;
      v128.store(y + at, f32x4.add(f32x4.mul(centered, v128.load(factors + at)), shift));
    }
    for (; at < bytes; at += 4) {
      const shift: f32 = offset ? load<f32>(offset + at) : 0;
      const centered = load<f32>(x + at) - load<f32>(mean + at);
      store<f32>(y + at, centered * load<f32>(factors + at) + shift);
    }
  }
}
