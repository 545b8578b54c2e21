import { jobOf, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { tileColumns, tileRows } from './tile';

/** Length of a tile along the inner dimension before its sums are stored: a panel then stays in the first-level cache. */
export const depthBlock: i32 = 512;
/** Numbers of B that a chunk packs. */
const packChunk: i32 = 1 << 12;

export function packedBytes(columns: i32, depth: i32): usize {
  return <usize>((columns + tileColumns - 1) / tileColumns) * tileColumns * depth * 4;
}

/**
 * Lays B out in the order in which tiles read it: by blocks of depth, in panels of eight columns, the last filled up with
 * zeros.
 */
export function pack(b: usize, transposed: bool, columns: i32, depth: i32, packed: usize): void {
  packColumns(b, transposed, columns, depth, packed, 0, columns);
}

/** The same by all threads. */
export function packTogether(b: usize, transposed: bool, columns: i32, depth: i32, packed: usize): void {
  if (columns * depth <= 2 * packChunk) {
    pack(b, transposed, columns, depth, packed);
    return;
  }
  const job = jobOf<Pack>();
  job.b = b;
  job.transposed = transposed;
  job.columns = columns;
  job.depth = depth;
  job.packed = packed;
  job.columnsOfChunk = max(1, packChunk / (depth * tileColumns)) * tileColumns;
  share<Pack>(Job.Pack, (columns + job.columnsOfChunk - 1) / job.columnsOfChunk);
}

@unmanaged
export class Pack {
  b: usize;
  transposed: bool;
  columns: i32;
  depth: i32;
  packed: usize;
  columnsOfChunk: i32;

  compute(chunk: i32): void {
    const first = chunk * this.columnsOfChunk;
    const end = min(first + this.columnsOfChunk, this.columns);
    packColumns(this.b, this.transposed, this.columns, this.depth, this.packed, first, end);
  }
}

/** The columns from `first`, a multiple of eight, to `end`: where their panels lie among all. */
export function packColumns(
  b: usize,
  transposed: bool,
  columns: i32,
  depth: i32,
  packed: usize,
  first: i32,
  end: i32,
): void {
  const panels = (columns + tileColumns - 1) / tileColumns;
  for (let start: i32 = 0; start < depth; start += depthBlock) {
    const steps = min(depthBlock, depth - start);
    const panelBytes = (<usize>(tileColumns * steps)) << 2;
    let panel = packed + <usize>(first / tileColumns) * panelBytes;
    for (let column = first; column < end; column += tileColumns, panel += panelBytes) {
      const width = min(tileColumns, columns - column);
      if (transposed)
        packTransposed(b + ((<usize>(column * depth + start)) << 2), depth, width, steps, panel);
      else packPanel(b + ((<usize>(start * columns + column)) << 2), columns, width, steps, panel);
    }
    packed += <usize>panels * panelBytes;
  }
}

function packPanel(b: usize, rowLength: i32, width: i32, steps: i32, packed: usize): void {
  const stride = (<usize>rowLength) << 2;
  const end = packed + ((<usize>(tileColumns * steps)) << 2);
  if (width === tileColumns) {
    for (; packed < end; packed += 32, b += stride) {
      v128.store(packed, v128.load(b));
      v128.store(packed, v128.load(b, 16), 16);
    }
    return;
  }
  for (; packed < end; packed += 32, b += stride) {
    v128.store(packed, f32x4.splat(0));
    v128.store(packed, f32x4.splat(0), 16);
    for (let column: usize = 0; column < (<usize>width) << 2; column += 4)
      store<f32>(packed + column, load<f32>(b + column));
  }
}

function packTransposed(b: usize, rowLength: i32, width: i32, steps: i32, packed: usize): void {
  const stride = (<usize>rowLength) << 2;
  let step: i32 = 0;
  if (width === tileColumns) {
    for (; step + 4 <= steps; step += 4, packed += 128, b += 16) {
      transposeFour(b, stride, packed);
      transposeFour(b + 4 * stride, stride, packed + 16);
    }
  }
  for (; step < steps; step++, packed += 32, b += 4) {
    v128.store(packed, f32x4.splat(0));
    v128.store(packed, f32x4.splat(0), 16);
    for (let column: usize = 0; column < <usize>width; column++)
      store<f32>(packed + (column << 2), load<f32>(b + column * stride));
  }
}

/** Four rows of four become four columns, 32 bytes apart. */
function transposeFour(source: usize, stride: usize, target: usize): void {
  const r0 = v128.load(source);
  const r1 = v128.load(source + stride);
  const r2 = v128.load(source + 2 * stride);
  const r3 = v128.load(source + 3 * stride);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(target, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
  v128.store(target, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
  v128.store(target, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
}

/** Lays five columns of A side by side, so that a tile reads memory in order; zeros stand in for those that are missing. */
export function packStrip(a: usize, stride: usize, width: i32, steps: i32, strip: usize): void {
  const end = strip + <usize>((steps * tileRows) << 2);
  if (width === tileRows) {
    for (; strip < end; a += stride, strip += 20) {
      v128.store(strip, v128.load(a));
      store<f32>(strip, load<f32>(a, 16), 16);
    }
    return;
  }
  for (; strip < end; a += stride, strip += 20) {
    for (let column: usize = 0; column < 20; column += 4)
      store<f32>(strip + column, column < (<usize>width) << 2 ? load<f32>(a + column) : 0);
  }
}
