import {
  channels,
  dilationHeight,
  dilationWidth,
  endOfPlaces,
  filterWidth,
  firstPlace,
  inWidth,
  left,
  outHeight,
  outWidth,
  strideHeight,
  strideWidth,
  top,
} from './geometry';

/** The row of the output to which line y of an image contributes by line i of the filter; -1 for none. */
export function rowOfTap(y: i32, i: i32): i32 {
  const shifted = y + top - i * dilationHeight;
  const row = shifted / strideHeight;
  return shifted < 0 || row * strideHeight !== shifted || row >= outHeight ? -1 : row;
}

/** The products in which line y of an image meets line i of the filter: added to the filter's gradient, or to the line's. */
export function visitTaps(
  line: usize,
  y: i32,
  i: i32,
  filter: usize,
  dy: usize,
  multiplier: i32,
  toFilter: bool,
): void {
  const row = rowOfTap(y, i);
  if (row < 0) return;
  const pixelBytes = (<usize>channels * <usize>multiplier) << 2;
  const step = <usize>strideWidth * pixelBytes;
  for (let j: i32 = 0; j < filterWidth; j++) {
    const offset = j * dilationWidth - left;
    const first = firstPlace(offset, strideWidth);
    const count = endOfPlaces(offset, strideWidth, inWidth, outWidth) - first;
    if (count <= 0) continue;
    const pixels = line + <usize>(first * strideWidth + offset) * pixelBytes;
    const tap = filter + <usize>(i * filterWidth + j) * pixelBytes;
    const outputs = dy + <usize>(row * outWidth + first) * pixelBytes;
    if (toFilter) addProducts(tap, pixels, step, outputs, count, pixelBytes);
    else addMultiples(pixels, step, tap, outputs, count, pixelBytes);
  }
}

/** tap += Σ pixels·outputs, each channel by itself. */
function addProducts(
  tap: usize,
  pixels: usize,
  step: usize,
  outputs: usize,
  count: i32,
  pixelBytes: usize,
): void {
  let at: usize = 0;
  for (; at + 32 <= pixelBytes; at += 32) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load(x), v128.load(y)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
    }
    v128.store(tap + at, f32x4.add(v128.load(tap + at), s0));
    v128.store(tap + at, f32x4.add(v128.load(tap + at, 16), s1), 16);
  }
  for (; at + 16 <= pixelBytes; at += 16) {
    let s = f32x4.splat(0);
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes)
      s = f32x4.add(s, f32x4.mul(v128.load(x), v128.load(y)));
    v128.store(tap + at, f32x4.add(v128.load(tap + at), s));
  }
  for (; at < pixelBytes; at += 4) {
    let s: f32 = 0;
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes)
      s += load<f32>(x) * load<f32>(y);
    store<f32>(tap + at, load<f32>(tap + at) + s);
  }
}

/** pixels += tap·outputs, each channel by itself. */
function addMultiples(
  pixels: usize,
  step: usize,
  tap: usize,
  outputs: usize,
  count: i32,
  pixelBytes: usize,
): void {
  let at: usize = 0;
  for (; at + 32 <= pixelBytes; at += 32) {
    const w0 = v128.load(tap + at);
    const w1 = v128.load(tap + at, 16);
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes) {
      v128.store(x, f32x4.add(v128.load(x), f32x4.mul(w0, v128.load(y))));
      v128.store(x, f32x4.add(v128.load(x, 16), f32x4.mul(w1, v128.load(y, 16))), 16);
    }
  }
  for (; at + 16 <= pixelBytes; at += 16) {
    const w = v128.load(tap + at);
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes)
      v128.store(x, f32x4.add(v128.load(x), f32x4.mul(w, v128.load(y))));
  }
  for (; at < pixelBytes; at += 4) {
    const w = load<f32>(tap + at);
    let x = pixels + at;
    let y = outputs + at;
    for (let place: i32 = 0; place < count; place++, x += step, y += pixelBytes)
      store<f32>(x, load<f32>(x) + w * load<f32>(y));
  }
}
