import { FusedActivation } from './operation-codes';

// What stays the same over many tiles. Set by the product that runs.
export let rowBytes: usize = 0;
let accumulates: bool = false;
let activation: i32 = FusedActivation.linear;
let slope: v128 = f32x4.splat(0);
let scalarSlope: f32 = 0;
/** Address of the buffer in which a tile that overhangs the matrix is put together. */
export let spareTile: usize = 0;

/** Sets how the next tiles are stored: added to the values there, or in their place; with or without an activation. */
export function setTileTarget(
  bytesOfRow: usize,
  adds: bool,
  activationKind: i32,
  leak: f32,
  spare: usize,
): void {
  rowBytes = bytesOfRow;
  accumulates = adds;
  activation = activationKind;
  slope = f32x4.splat(leak);
  scalarSlope = leak;
  spareTile = spare;
}

/** Stores one row of a tile. */
export function storeRow(c: usize, left: v128, right: v128, bias: usize): void {
  if (accumulates) {
    left = f32x4.add(left, v128.load(c));
    right = f32x4.add(right, v128.load(c, 16));
  } else if (bias) {
    left = f32x4.add(left, v128.load(bias));
    right = f32x4.add(right, v128.load(bias, 16));
  }
  if (activation === FusedActivation.relu) {
    left = f32x4.max(left, f32x4.splat(0));
    right = f32x4.max(right, f32x4.splat(0));
  } else if (activation === FusedActivation.leakyrelu) {
    left = leak(left);
    right = leak(right);
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/** Stores the first `rows` and `columns` of the tile that was put together at `spareTile`, whose rows are `width` long. */
export function storeSpare(c: usize, rows: i32, columns: i32, width: i32, bias: usize): void {
  for (let row: i32 = 0; row < rows; row++) {
    for (let column: i32 = 0; column < columns; column++) {
      const target = c + <usize>row * rowBytes + ((<usize>column) << 2);
      let value = load<f32>(spareTile + ((<usize>(row * width + column)) << 2));
      if (accumulates) value += load<f32>(target);
      else if (bias) value += load<f32>(bias + ((<usize>column) << 2));
      if (activation === FusedActivation.relu) value = max<f32>(value, 0);
      else if (activation === FusedActivation.leakyrelu && value < 0) value *= scalarSlope;
      store<f32>(target, value);
    }
  }
}

function leak(x: v128): v128 {
  return v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, f32x4.splat(0)));
}
