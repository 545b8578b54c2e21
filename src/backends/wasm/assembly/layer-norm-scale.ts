import { evenly, jobOf, rowsOfPass, share } from '../../../threads/assembly/share';
import { clearFloats } from './copy';
import { Job } from './jobs';
import { factorOfRow } from './layer-norm';
import { sumOfRow } from './sums';

/** ∂scale = Σ ∂y·n over the rows. The workspace holds two numbers a row. */
export function layerNormScaleGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  epsilon: f32,
  workspace: usize,
): void {
  const statistics = jobOf<LayerNormStatistics>();
  statistics.x = x;
  statistics.statistics = workspace;
  statistics.rows = rows;
  statistics.columns = columns;
  statistics.epsilon = epsilon;
  statistics.rowsOfChunk = rowsOfPass(columns);
  const chunks = (rows + statistics.rowsOfChunk - 1) / statistics.rowsOfChunk;
  share<LayerNormStatistics>(Job.LayerNormStatistics, chunks);
  const job = jobOf<LayerNormScaleGradient>();
  job.x = x;
  job.dy = dy;
  job.gradient = gradient;
  job.rows = rows;
  job.columns = columns;
  job.statistics = workspace;
  job.linesOfChunk = evenly((columns + 15) / 16, 16);
  share<LayerNormScaleGradient>(
    Job.LayerNormScaleGradient,
    (columns + 16 * job.linesOfChunk - 1) / (16 * job.linesOfChunk),
  );
}

/** Each row's mean and 1/√(variance + ε). */
@unmanaged
export class LayerNormStatistics {
  x: usize;
  statistics: usize;
  rows: i32;
  columns: i32;
  epsilon: f32;
  rowsOfChunk: i32;

  compute(chunk: i32): void {
    const first = chunk * this.rowsOfChunk;
    const end = min(first + this.rowsOfChunk, this.rows);
    for (let row = first; row < end; row++) {
      const x = this.x + ((<usize>row * <usize>this.columns) << 2);
      const target = this.statistics + ((<usize>row) << 3);
      const mean = sumOfRow(x, this.columns) / <f32>this.columns;
      store<f32>(target, mean);
      store<f32>(target, factorOfRow(x, this.columns, mean, this.epsilon), 4);
    }
  }
}

/** A chunk is some columns, in cache lines of sixteen: their sums over all rows. */
@unmanaged
export class LayerNormScaleGradient {
  x: usize;
  dy: usize;
  gradient: usize;
  rows: i32;
  columns: i32;
  statistics: usize;
  linesOfChunk: i32;

  compute(chunk: i32): void {
    const from = chunk * this.linesOfChunk * 16;
    const bytes = (<usize>min(this.linesOfChunk * 16, this.columns - from)) << 2;
    const rowBytes = (<usize>this.columns) << 2;
    const gradient = this.gradient + ((<usize>from) << 2);
    let x = this.x + ((<usize>from) << 2);
    let dy = this.dy + ((<usize>from) << 2);
    clearFloats(gradient, bytes);
    for (let row: i32 = 0; row < this.rows; row++, x += rowBytes, dy += rowBytes) {
      const mean = load<f32>(this.statistics + ((<usize>row) << 3));
      const factor = load<f32>(this.statistics + ((<usize>row) << 3), 4);
      let at: usize = 0;
      for (; at + 16 <= bytes; at += 16) {
        const centered = f32x4.sub(v128.load(x + at), f32x4.splat(mean));
        const product = f32x4.mul(v128.load(dy + at), f32x4.mul(centered, f32x4.splat(factor)));
        v128.store(gradient + at, f32x4.add(v128.load(gradient + at), product));
      }
      for (; at < bytes; at += 4) {
        const product = load<f32>(dy + at) * (load<f32>(x + at) - mean) * factor;
        store<f32>(gradient + at, load<f32>(gradient + at) + product);
      }
    }
  }
}
