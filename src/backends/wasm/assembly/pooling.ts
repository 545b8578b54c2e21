import { jobOf, share } from '../../../threads/assembly/share';
import { addMultiple, clearFloats } from './copy';
import {
  channels,
  filterHeight,
  filterWidth,
  inHeight,
  inWidth,
  left,
  outHeight,
  outWidth,
  strideHeight,
  strideWidth,
  top,
} from './geometry';
import { Job } from './jobs';

/** ∂x of max pooling: ∂y of each window goes to its first largest value. */
export function maxPoolGradient(x: usize, dy: usize, gradient: usize, images: i32): void {
  shareImages(x, dy, gradient, images, true);
}

/** ∂x of average pooling: ∂y over the number of cells of a window, the ones in the padding too, goes to each of its cells. */
export function averagePoolGradient(dy: usize, gradient: usize, images: i32): void {
  shareImages(0, dy, gradient, images, false);
}

function shareImages(x: usize, dy: usize, gradient: usize, images: i32, isMax: bool): void {
  const job = jobOf<PoolGradient>();
  job.x = x;
  job.dy = dy;
  job.gradient = gradient;
  job.isMax = isMax;
  share<PoolGradient>(Job.PoolGradient, images);
}

/** A chunk is an image. */
@unmanaged
export class PoolGradient {
  x: usize;
  dy: usize;
  gradient: usize;
  isMax: bool;

  compute(chunk: i32): void {
    const imageBytes = (<usize>inHeight * <usize>inWidth * <usize>channels) << 2;
    const at = <usize>chunk * imageBytes;
    const dy = this.dy + ((<usize>chunk * <usize>outHeight * <usize>outWidth * <usize>channels) << 2);
    visitWindows(this.x + at, dy, this.gradient + at, this.isMax);
  }
}

/** An image's windows. */
function visitWindows(x: usize, dy: usize, gradient: usize, isMax: bool): void {
  const pixelBytes = (<usize>channels) << 2;
  const lineBytes = <usize>inWidth * pixelBytes;
  const perCell: f32 = 1 / (<f32>filterHeight * <f32>filterWidth);
  clearFloats(gradient, <usize>inHeight * lineBytes);
  for (let row: i32 = 0; row < outHeight; row++) {
    const y = row * strideHeight - top;
    const fromY = max(y, 0);
    const height = min(y + filterHeight, inHeight) - fromY;
    for (let column: i32 = 0; column < outWidth; column++, dy += pixelBytes) {
      const start = column * strideWidth - left;
      const fromX = max(start, 0);
      const width = min(start + filterWidth, inWidth) - fromX;
      if (height <= 0 || width <= 0) continue;
      const corner = <usize>fromY * lineBytes + <usize>fromX * pixelBytes;
      if (isMax) toLargest(x + corner, dy, gradient + corner, height, width, lineBytes, pixelBytes);
      else toAll(dy, gradient + corner, height, width, lineBytes, pixelBytes, perCell);
    }
  }
}

/** Each channel's ∂y to where the window has its largest value. */
function toLargest(
  x: usize,
  dy: usize,
  gradient: usize,
  height: i32,
  width: i32,
  lineBytes: usize,
  pixelBytes: usize,
): void {
  let at: usize = 0;
  for (; at + 16 <= pixelBytes; at += 16) {
    let largest = v128.load(x + at);
    let places = i32x4.splat(0);
    for (let y: i32 = 0; y < height; y++) {
      let place = <usize>y * lineBytes;
      for (let column: i32 = 0; column < width; column++, place += pixelBytes) {
        const values = v128.load(x + at + place);
        const isLarger = f32x4.gt(values, largest);
        largest = v128.bitselect(values, largest, isLarger);
        places = v128.bitselect(i32x4.splat(<i32>place), places, isLarger);
      }
    }
    const target = gradient + at;
    addFloat(target + <usize>i32x4.extract_lane(places, 0), load<f32>(dy + at));
    addFloat(target + 4 + <usize>i32x4.extract_lane(places, 1), load<f32>(dy + at, 4));
    addFloat(target + 8 + <usize>i32x4.extract_lane(places, 2), load<f32>(dy + at, 8));
    addFloat(target + 12 + <usize>i32x4.extract_lane(places, 3), load<f32>(dy + at, 12));
  }
  for (; at < pixelBytes; at += 4) {
    let largest = load<f32>(x + at);
    let found: usize = 0;
    for (let y: i32 = 0; y < height; y++) {
      let place = <usize>y * lineBytes;
      for (let column: i32 = 0; column < width; column++, place += pixelBytes) {
        const value = load<f32>(x + at + place);
        if (value > largest) {
          largest = value;
          found = place;
        }
      }
    }
    addFloat(gradient + at + found, load<f32>(dy + at));
  }
}

function addFloat(target: usize, value: f32): void {
  store<f32>(target, load<f32>(target) + value);
}

function toAll(
  dy: usize,
  gradient: usize,
  height: i32,
  width: i32,
  lineBytes: usize,
  pixelBytes: usize,
  perCell: f32,
): void {
  for (let y: i32 = 0; y < height; y++, gradient += lineBytes) {
    let target = gradient;
    for (let column: i32 = 0; column < width; column++, target += pixelBytes)
      addMultiple(target, dy, perCell, pixelBytes);
  }
}
