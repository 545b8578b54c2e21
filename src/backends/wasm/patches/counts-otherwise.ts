import type { backend_util } from '@tensorflow/tfjs-core';

/**
 * Whether XNNPACK, which tfjs's wasm uses, counts other places of a window than tfjs, and so writes beside the result: tfjs rounds as
 * it is told, and takes a number for padding to mean a square window; XNNPACK counts whole steps along each axis.
 */
export function countsOtherwise(info: backend_util.Conv2DInfo): boolean {
  const { padInfo } = info;
  const steps = (size: number, reach: number, stride: number) => Math.floor((size - reach) / stride) + 1;
  const height = info.inHeight + padInfo.top + padInfo.bottom;
  const width = info.inWidth + padInfo.left + padInfo.right;
  return (
    steps(height, info.effectiveFilterHeight, info.strideHeight) !== info.outHeight ||
    steps(width, info.effectiveFilterWidth, info.strideWidth) !== info.outWidth
  );
}
