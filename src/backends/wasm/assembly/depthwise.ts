import { clearFloats } from './copy';
import {
  channels,
  dilationHeight,
  dilationWidth,
  endOfPlaces,
  filterHeight,
  filterWidth,
  firstPlace,
  inHeight,
  inWidth,
  left,
  outHeight,
  outWidth,
  strideHeight,
  strideWidth,
  top,
} from './geometry';

// A depthwise convolution: channel c of the input has `multiplier` channels of the output, c·multiplier + q. Line by line of
// the images; where there are several, a line of as many channels as the output has lies in the workspace.

/** The bytes that one of the functions below needs for the convolution that is set. */
export function depthwiseWorkspace(multiplier: i32): usize {
  return multiplier === 1 ? 0 : (<usize>inWidth * <usize>channels * <usize>multiplier) << 2;
}

/** ∂filter[i, j, k] = Σ x[n, h·s + i·d, w·s + j·d, k / multiplier]·∂y[n, h, w, k] */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  multiplier: i32,
  workspace: usize,
): void {
  const lineLength = inWidth * channels;
  clearFloats(
    gradient,
    (<usize>filterHeight * <usize>filterWidth * <usize>channels * <usize>multiplier) << 2,
  );
  for (let image: i32 = 0; image < images; image++) {
    for (let y: i32 = 0; y < inHeight; y++, x += (<usize>lineLength) << 2) {
      if (multiplier > 1) repeatEach(x, workspace, lineLength, multiplier);
      visitTaps(multiplier > 1 ? workspace : x, y, gradient, dy, multiplier, true);
    }
    dy += imageBytesOfOutput(multiplier);
  }
}

/** ∂x[n, y, x, c] = Σ filter[i, j, k]·∂y[n, h, w, k] over the k of c, and where h·s + i·d = y and w·s + j·d = x. */
export function depthwiseInputGradient(
  dy: usize,
  filter: usize,
  gradient: usize,
  images: i32,
  multiplier: i32,
  workspace: usize,
): void {
  const lineLength = inWidth * channels;
  for (let image: i32 = 0; image < images; image++) {
    for (let y: i32 = 0; y < inHeight; y++, gradient += (<usize>lineLength) << 2) {
      const line = multiplier > 1 ? workspace : gradient;
      clearFloats(line, (<usize>lineLength * <usize>multiplier) << 2);
      visitTaps(line, y, filter, dy, multiplier, false);
      if (multiplier > 1) sumEach(line, gradient, lineLength, multiplier);
    }
    dy += imageBytesOfOutput(multiplier);
  }
}

function imageBytesOfOutput(multiplier: i32): usize {
  return (<usize>outHeight * <usize>outWidth * <usize>channels * <usize>multiplier) << 2;
}

/** All the products that line y of an image takes part in: added to the filter's gradient, or to the line's. */
function visitTaps(line: usize, y: i32, filter: usize, dy: usize, multiplier: i32, toFilter: bool): void {
  const pixelBytes = (<usize>channels * <usize>multiplier) << 2;
  const step = <usize>strideWidth * pixelBytes;
  for (let i: i32 = 0; i < filterHeight; i++) {
    const shifted = y + top - i * dilationHeight;
    const row = shifted / strideHeight;
    if (shifted < 0 || row * strideHeight !== shifted || row >= outHeight) continue;
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

/** Writes each of `length` numbers `times` times. */
function repeatEach(source: usize, target: usize, length: i32, times: i32): void {
  const end = source + ((<usize>length) << 2);
  for (; source < end; source += 4) {
    const value = load<f32>(source);
    for (let time: i32 = 0; time < times; time++, target += 4) store<f32>(target, value);
  }
}

/** The sums of each `times` numbers. */
function sumEach(source: usize, target: usize, length: i32, times: i32): void {
  const end = target + ((<usize>length) << 2);
  for (; target < end; target += 4) {
    let total: f32 = 0;
    for (let time: i32 = 0; time < times; time++, source += 4) total += load<f32>(source);
    store<f32>(target, total);
  }
}
