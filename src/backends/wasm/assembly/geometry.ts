import { sharedGeometry } from '../../../threads/assembly/thread-pool';

// The convolution or pooling that runs: how its filter, or window, moves over images of rows, columns, channels.
export let inHeight: i32 = 0;
export let inWidth: i32 = 0;
export let channels: i32 = 0;
export let outHeight: i32 = 0;
export let outWidth: i32 = 0;
export let filterHeight: i32 = 0;
export let filterWidth: i32 = 0;
export let strideHeight: i32 = 0;
export let strideWidth: i32 = 0;
export let dilationHeight: i32 = 0;
export let dilationWidth: i32 = 0;
export let top: i32 = 0;
export let left: i32 = 0;

/** Describes the convolution or pooling that the next calls compute. */
export function setConvolution(
  heightIn: i32,
  widthIn: i32,
  channelsIn: i32,
  heightOut: i32,
  widthOut: i32,
  heightOfFilter: i32,
  widthOfFilter: i32,
  verticalStride: i32,
  horizontalStride: i32,
  verticalDilation: i32,
  horizontalDilation: i32,
  paddingTop: i32,
  paddingLeft: i32,
): void {
  inHeight = heightIn;
  inWidth = widthIn;
  channels = channelsIn;
  outHeight = heightOut;
  outWidth = widthOut;
  filterHeight = heightOfFilter;
  filterWidth = widthOfFilter;
  strideHeight = verticalStride;
  strideWidth = horizontalStride;
  dilationHeight = verticalDilation;
  dilationWidth = horizontalDilation;
  top = paddingTop;
  left = paddingLeft;
  const shared = changetype<Geometry>(sharedGeometry());
  shared.inHeight = heightIn;
  shared.inWidth = widthIn;
  shared.channels = channelsIn;
  shared.outHeight = heightOut;
  shared.outWidth = widthOut;
  shared.filterHeight = heightOfFilter;
  shared.filterWidth = widthOfFilter;
  shared.strideHeight = verticalStride;
  shared.strideWidth = horizontalStride;
  shared.dilationHeight = verticalDilation;
  shared.dilationWidth = horizontalDilation;
  shared.top = paddingTop;
  shared.left = paddingLeft;
}

/** The same where helpers find it. */
@unmanaged
class Geometry {
  inHeight: i32;
  inWidth: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  dilationHeight: i32;
  dilationWidth: i32;
  top: i32;
  left: i32;
}

/** Takes over, in a helper, the geometry that the asking thread has set. */
export function takeGeometry(): void {
  const shared = changetype<Geometry>(sharedGeometry());
  inHeight = shared.inHeight;
  inWidth = shared.inWidth;
  channels = shared.channels;
  outHeight = shared.outHeight;
  outWidth = shared.outWidth;
  filterHeight = shared.filterHeight;
  filterWidth = shared.filterWidth;
  strideHeight = shared.strideHeight;
  strideWidth = shared.strideWidth;
  dilationHeight = shared.dilationHeight;
  dilationWidth = shared.dilationWidth;
  top = shared.top;
  left = shared.left;
}

/** The first place of the output whose filter, shifted by `offset` pixels from its start, lies at pixel 0 or after it. */
export function firstPlace(offset: i32, stride: i32): i32 {
  return ceilingOfQuotient(-offset, stride);
}

/** The place after the last one whose filter, shifted so, lies before pixel `size`. */
export function endOfPlaces(offset: i32, stride: i32, size: i32, places: i32): i32 {
  return min(places, ceilingOfQuotient(size - offset, stride));
}

/** ⌈a/b⌉ for b > 0, but 0 for what is negative. */
function ceilingOfQuotient(a: i32, b: i32): i32 {
  return a <= 0 ? 0 : (a + b - 1) / b;
}
