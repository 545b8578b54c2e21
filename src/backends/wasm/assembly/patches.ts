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
  visitPatches(images, first, count, patches, false);
}

/** Adds patches to the images where `gatherPatches` would have taken them from. */
export function scatterPatches(images: usize, first: i32, count: i32, patches: usize): void {
  visitPatches(images, first, count, patches, true);
}

function visitPatches(images: usize, first: i32, count: i32, patches: usize, adds: bool): void {
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
    const before = <usize>from * pixelBytes;
    const inside = <usize>(to - from) * pixelBytes;
    for (let line: i32 = 0; line < filterHeight; line++, y += dilationHeight, patches += runBytes) {
      if (y < 0 || y >= inHeight) {
        if (!adds) clearFloats(patches, runBytes);
      } else if (dilationWidth === 1) {
        const source = image + <usize>y * lineBytes + <usize>(x + from) * pixelBytes;
        if (adds) {
          if (inside) addFloats(source, patches + before, inside);
          continue;
        }
        if (inside < runBytes) clearFloats(patches, runBytes);
        if (inside) copyFloats(patches + before, source, inside);
      } else visitSpread(image + <usize>y * lineBytes, x, patches, adds);
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
function visitSpread(line: usize, x: i32, run: usize, adds: bool): void {
  const pixelBytes = (<usize>channels) << 2;
  for (let step: i32 = 0; step < filterWidth; step++, x += dilationWidth, run += pixelBytes) {
    const isInside = x >= 0 && x < inWidth;
    const source = line + <usize>x * pixelBytes;
    if (adds) {
      if (isInside) addFloats(source, run, pixelBytes);
    } else if (isInside) copyFloats(run, source, pixelBytes);
    else clearFloats(run, pixelBytes);
  }
}
