import { FusedActivation } from './operation-codes';
import { multiplyRows, multiplyStrip, tileBytes, tileColumns, tileRows } from './tile';
import { setTileTarget } from './tile-target';

/** Length of a tile along the inner dimension before its sums are stored: a panel then stays in the first-level cache. */
const depthBlock: i32 = 512;
/** Columns that are multiplied before the rows move on: their panels then stay in the second-level cache. */
const columnBlock: i32 = 128;

/** The bytes that a product of this depth and width needs: the packed right operand and what tiles need. */
export function productWorkspace(columns: i32, depth: i32): usize {
  return spareBytes() + packedBytes(columns, depth);
}

export function packedBytes(columns: i32, depth: i32): usize {
  return <usize>((columns + tileColumns - 1) / tileColumns) * tileColumns * depth * 4;
}

/** A tile that overhangs, and a strip of columns laid side by side; a multiple of 64. */
export function spareBytes(): usize {
  return (tileBytes + 63 + tileRows * depthBlock * 4) & ~63;
}

/** C = A·B, plus a bias, through an activation. A is rows x depth, or its transpose; B depth x columns, or its transpose. */
export function multiply(
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
): void {
  const packed = workspace + spareBytes();
  pack(b, transposeB, columns, depth, packed);
  const stride = (<usize>(transposeA ? rows : depth)) << 2;
  multiplyPacked(
    a,
    stride,
    transposeA,
    packed,
    c,
    rows,
    columns,
    depth,
    false,
    bias,
    activation,
    slope,
    workspace,
  );
}

/**
 * Lays B out in the order in which tiles read it: by blocks of depth, in panels of eight columns, the last filled up with
 * zeros.
 */
export function pack(b: usize, transposed: bool, columns: i32, depth: i32, packed: usize): void {
  for (let start: i32 = 0; start < depth; start += depthBlock) {
    const steps = min(depthBlock, depth - start);
    for (let column: i32 = 0; column < columns; column += tileColumns) {
      const width = min(tileColumns, columns - column);
      if (transposed)
        packTransposed(b + ((<usize>(column * depth + start)) << 2), depth, width, steps, packed);
      else packPanel(b + ((<usize>(start * columns + column)) << 2), columns, width, steps, packed);
      packed += (<usize>(tileColumns * steps)) << 2;
    }
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

/**
 * The product with a B that is packed already; `stride` is the bytes from one row of A, or of its transpose, to the next.
 * With `adds`, it is added to what C holds.
 */
export function multiplyPacked(
  a: usize,
  stride: usize,
  transposeA: bool,
  packed: usize,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  adds: bool,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
): void {
  const strip = workspace + ((tileBytes + 63) & ~63);
  const rowBytes = (<usize>columns) << 2;
  let start: i32 = 0;
  do {
    const steps = min(depthBlock, depth - start);
    const isLast = start + steps >= depth;
    setTileTarget(
      rowBytes,
      adds || start > 0,
      isLast ? activation : FusedActivation.linear,
      slope,
      workspace,
    );
    const panelBytes = (<usize>(tileColumns * steps)) << 2;
    const along = transposeA ? a + <usize>start * stride : a + ((<usize>start) << 2);
    for (let first: i32 = 0; first < columns; first += columnBlock) {
      const end = min(first + columnBlock, columns);
      for (let row: i32 = 0; row < rows; row += tileRows) {
        const height = min(tileRows, rows - row);
        const left = transposeA ? along + ((<usize>row) << 2) : along + <usize>row * stride;
        if (transposeA) packStrip(left, stride, height, steps, strip);
        const target = c + <usize>row * rowBytes;
        let panel = packed + <usize>(first / tileColumns) * panelBytes;
        for (let column = first; column < end; column += tileColumns, panel += panelBytes) {
          const width = min(tileColumns, end - column);
          const at = target + ((<usize>column) << 2);
          const biasAt = bias ? bias + ((<usize>column) << 2) : 0;
          if (transposeA) multiplyStrip(strip, height, steps, panel, at, width, biasAt);
          else multiplyRows(left, stride, height, steps, panel, at, width, biasAt);
        }
      }
    }
    packed += <usize>((columns + tileColumns - 1) / tileColumns) * panelBytes;
    start += steps;
  } while (start < depth);
}

/** Lays five columns of A side by side, so that a tile reads memory in order; zeros stand in for those that are missing. */
function packStrip(a: usize, stride: usize, width: i32, steps: i32, strip: usize): void {
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
