import { addFloats, clearFloats, copyFloats } from './copy';
import {
  channels,
  dilationHeight,
  dilationWidth,
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

// A patch is what the filter covers at one place, laid out as the filter is: rows, columns, channels.

/** The numbers in a patch. */
export function patchLength(): i32 {
  return filterHeight * filterWidth * channels;
}

/** The patches of an image: one for each place of the output. */
export function patchesPerImage(): i32 {
  return outHeight * outWidth;
}

/** The numbers in an image. */
export function imageLength(): i32 {
  return inHeight * inWidth * channels;
}

/** Whether the patches are the image itself: a filter of one pixel that visits each. */
export function patchesAreImage(): bool {
  return (
    filterHeight === 1 &&
    filterWidth === 1 &&
    strideHeight === 1 &&
    strideWidth === 1 &&
    top === 0 &&
    left === 0 &&
    inHeight === outHeight &&
    inWidth === outWidth
  );
}

/** Copies `count` patches, one after another, from the `first` one on; zeros stand for what lies outside of the image. */
export function gatherPatches(images: usize, first: i32, count: i32, patches: usize): void {
  gatherPixels(images, first, count, patches, 0, filterHeight * filterWidth);
}

/** The same of a part of the patches: the filter's pixels from `from` to `to`, counted line by line. */
export function gatherPixels(
  images: usize,
  first: i32,
  count: i32,
  patches: usize,
  from: i32,
  to: i32,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const lineBytes = <usize>inWidth * pixelBytes;
  const perImage = outHeight * outWidth;
  const firstLine = from / filterWidth;
  const endLine = (to + filterWidth - 1) / filterWidth;
  let row = (first % perImage) / outWidth;
  let column = first % outWidth;
  let image = images + <usize>(first / perImage) * <usize>inHeight * lineBytes;
  for (let patch: i32 = 0; patch < count; patch++) {
    const x = column * strideWidth - left;
    let y = row * strideHeight - top + firstLine * dilationHeight;
    for (let line = firstLine; line < endLine; line++, y += dilationHeight) {
      const start = max(0, from - line * filterWidth);
      const end = min(filterWidth, to - line * filterWidth);
      const source = image + <usize>y * lineBytes;
      if (y < 0 || y >= inHeight) clearFloats(patches, <usize>(end - start) * pixelBytes);
      else if (dilationWidth === 1) gatherRun(source, x, start, end, patches, pixelBytes);
      else gatherSpread(source, x, start, end, patches, pixelBytes);
      patches += <usize>(end - start) * pixelBytes;
    }
    if (++column === outWidth) {
      column = 0;
      if (++row === outHeight) {
        row = 0;
        image += <usize>inHeight * lineBytes;
      }
    }
  }
}

/** Pixels of one of the filter's lines, which are neighbors in the image. */
function gatherRun(line: usize, x: i32, start: i32, end: i32, run: usize, pixelBytes: usize): void {
  const inStart = max(start, min(end, -x));
  const inEnd = max(inStart, min(end, inWidth - x));
  const inside = <usize>(inEnd - inStart) * pixelBytes;
  const runBytes = <usize>(end - start) * pixelBytes;
  if (inside < runBytes) clearFloats(run, runBytes);
  if (inside)
    copyFloats(run + <usize>(inStart - start) * pixelBytes, line + <usize>(x + inStart) * pixelBytes, inside);
}

/** The same for a dilated filter, whose pixels aren't neighbors in the image. */
function gatherSpread(line: usize, x: i32, start: i32, end: i32, run: usize, pixelBytes: usize): void {
  for (let step = start; step < end; step++, run += pixelBytes) {
    const at = x + step * dilationWidth;
    if (at >= 0 && at < inWidth) copyFloats(run, line + <usize>at * pixelBytes, pixelBytes);
    else clearFloats(run, pixelBytes);
  }
}

/** Adds patches to the images where `gatherPatches` would have taken them from. */
export function scatterPatches(images: usize, first: i32, count: i32, patches: usize): void {
  const pixelBytes = (<usize>channels) << 2;
  const lineBytes = <usize>inWidth * pixelBytes;
  const runBytes = <usize>filterWidth * pixelBytes;
  const perImage = outHeight * outWidth;
  let row = (first % perImage) / outWidth;
  let column = first % outWidth;
  let image = images + <usize>(first / perImage) * <usize>inHeight * lineBytes;
  for (let patch: i32 = 0; patch < count; patch++) {
    const x = column * strideWidth - left;
    let y = row * strideHeight - top;
    // The part of each of the filter's lines that lies inside, where its pixels are neighbors.
    const from = max(0, min(filterWidth, -x));
    const to = max(from, min(filterWidth, inWidth - x));
    const inside = <usize>(to - from) * pixelBytes;
    for (let line: i32 = 0; line < filterHeight; line++, y += dilationHeight, patches += runBytes) {
      if (y < 0 || y >= inHeight) continue;
      const target = image + <usize>y * lineBytes;
      if (dilationWidth !== 1) scatterSpread(target, x, patches, pixelBytes);
      else if (inside)
        addFloats(target + <usize>(x + from) * pixelBytes, patches + <usize>from * pixelBytes, inside);
    }
    if (++column === outWidth) {
      column = 0;
      if (++row === outHeight) {
        row = 0;
        image += <usize>inHeight * lineBytes;
      }
    }
  }
}

/** One line of a dilated filter: its pixels aren't neighbors in the image. */
function scatterSpread(line: usize, x: i32, run: usize, pixelBytes: usize): void {
  for (let step: i32 = 0; step < filterWidth; step++, x += dilationWidth, run += pixelBytes)
    if (x >= 0 && x < inWidth) addFloats(line + <usize>x * pixelBytes, run, pixelBytes);
}
