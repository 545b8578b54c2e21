import { jobOf, rowsOfPass, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { sumOfRow } from './sums';

// Each row of `columns` numbers by its own mean and variance: n = (x − mean)/√(variance + ε). The gradients find both anew:
// that takes less time than to write them down would take tensors.

/** y = n·scale + offset; scale at address 0 is 1, offset 0. */
export function layerNorm(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  scale: usize,
  offset: usize,
  epsilon: f32,
): void {
  const job = jobOf<LayerNorm>();
  job.x = x;
  job.y = y;
  job.rows = rows;
  job.columns = columns;
  job.scale = scale;
  job.offset = offset;
  job.epsilon = epsilon;
  job.rowsOfChunk = rowsOfPass(columns);
  share<LayerNorm>(Job.LayerNorm, (rows + job.rowsOfChunk - 1) / job.rowsOfChunk);
}

@unmanaged
export class LayerNorm {
  x: usize;
  y: usize;
  rows: i32;
  columns: i32;
  scale: usize;
  offset: usize;
  epsilon: f32;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const first = chunk * this.rowsOfChunk;
    const at = (<usize>first * <usize>this.columns) << 2;
    const rows = min(this.rowsOfChunk, this.rows - first);
    normalizeRows(this.x + at, this.y + at, rows, this.columns, this.scale, this.offset, this.epsilon);
  }
}

function normalizeRows(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  scale: usize,
  offset: usize,
  epsilon: f32,
): void {
  const bytes = (<usize>columns) << 2;
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (let row: i32 = 0; row < rows; row++, x += bytes, y += bytes) {
    const mean = sumOfRow(x, columns) / <f32>columns;
    const factor = factorOfRow(x, columns, mean, epsilon);
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(mean)), f32x4.splat(factor));
      const scaled = f32x4.mul(normalized, scale ? v128.load(scale + at) : one);
      v128.store(y + at, f32x4.add(scaled, offset ? v128.load(offset + at) : zero));
    }
    for (; at < bytes; at += 4) {
      const scaled = (load<f32>(x + at) - mean) * factor * (scale ? load<f32>(scale + at) : 1);
      store<f32>(y + at, scaled + (offset ? load<f32>(offset + at) : 0));
    }
  }
}

/** ∂x = (g − mean of g − n·mean of g·n)/√(variance + ε) with g = ∂y·scale, the means over the row. */
export function layerNormGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  scale: usize,
  epsilon: f32,
): void {
  const job = jobOf<LayerNormGradient>();
  job.x = x;
  job.dy = dy;
  job.gradient = gradient;
  job.rows = rows;
  job.columns = columns;
  job.scale = scale;
  job.epsilon = epsilon;
  job.rowsOfChunk = rowsOfPass(columns);
  share<LayerNormGradient>(Job.LayerNormGradient, (rows + job.rowsOfChunk - 1) / job.rowsOfChunk);
}

@unmanaged
export class LayerNormGradient {
  x: usize;
  dy: usize;
  gradient: usize;
  rows: i32;
  columns: i32;
  scale: usize;
  epsilon: f32;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const first = chunk * this.rowsOfChunk;
    const at = (<usize>first * <usize>this.columns) << 2;
    const rows = min(this.rowsOfChunk, this.rows - first);
    const gradient = this.gradient + at;
    gradientOfRows(this.x + at, this.dy + at, gradient, rows, this.columns, this.scale, this.epsilon);
  }
}

function gradientOfRows(
  x: usize,
  dy: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  scale: usize,
  epsilon: f32,
): void {
  const bytes = (<usize>columns) << 2;
  const one = f32x4.splat(1);
  const perColumn: f32 = 1 / <f32>columns;
  for (let row: i32 = 0; row < rows; row++, x += bytes, dy += bytes, gradient += bytes) {
    const mean = sumOfRow(x, columns) * perColumn;
    const factor = factorOfRow(x, columns, mean, epsilon);
    const means = f32x4.splat(mean);
    const factors = f32x4.splat(factor);
    let sums = f32x4.splat(0);
    let products = sums;
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const g = f32x4.mul(v128.load(dy + at), scale ? v128.load(scale + at) : one);
      const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), means), factors);
      sums = f32x4.add(sums, g);
      products = f32x4.add(products, f32x4.mul(g, normalized));
      v128.store(gradient + at, g);
    }
    let sum = sumOfLanes(sums);
    let product = sumOfLanes(products);
    for (; at < bytes; at += 4) {
      const g = load<f32>(dy + at) * (scale ? load<f32>(scale + at) : 1);
      sum += g;
      product += g * (load<f32>(x + at) - mean) * factor;
      store<f32>(gradient + at, g);
    }
    sum *= perColumn;
    product *= perColumn;
    for (at = 0; at + 16 <= bytes; at += 16) {
      const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), means), factors);
      const along = f32x4.add(f32x4.splat(sum), f32x4.mul(normalized, f32x4.splat(product)));
      v128.store(gradient + at, f32x4.mul(f32x4.sub(v128.load(gradient + at), along), factors));
    }
    for (; at < bytes; at += 4) {
      const normalized = (load<f32>(x + at) - mean) * factor;
      store<f32>(gradient + at, (load<f32>(gradient + at) - sum - normalized * product) * factor);
    }
  }
}

/** 1/√(variance + ε) of a row. */
export function factorOfRow(x: usize, columns: i32, mean: f32, epsilon: f32): f32 {
  const end = x + ((<usize>columns) << 2);
  let squares = f32x4.splat(0);
  for (; x + 16 <= end; x += 16) {
    const centered = f32x4.sub(v128.load(x), f32x4.splat(mean));
    squares = f32x4.add(squares, f32x4.mul(centered, centered));
  }
  let sum = sumOfLanes(squares);
  for (; x < end; x += 4) {
    const centered = load<f32>(x) - mean;
    sum += centered * centered;
  }
  return 1 / sqrt<f32>(sum / <f32>columns + epsilon);
}

function sumOfLanes(lanes: v128): f32 {
  const first = f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1);
  return first + f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3);
}
