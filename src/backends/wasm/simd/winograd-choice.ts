import type { backend_util } from '@tensorflow/tfjs-core';
import { processWide } from '../../../process';

/** Whether Winograd may be used at all: one answer for all copies of gan-core, whose kernels are one set. */
const setting = () => processWide('winograd', () => ({ isOn: true }));

/** Has convolutions on wasm computed by Winograd where that is faster, or never. */
export function setWinograd(isOn: boolean): void {
  setting().isOn = isOn;
}

/**
 * Whether Winograd is to compute a convolution, or its input gradient: where the kernel can, and is faster by an estimate. That
 * doesn't depend on the number of threads, since the results' bits depend on the choice.
 */
export function takesWinograd(info: backend_util.Conv2DInfo, backwards: boolean): boolean {
  if (!setting().isOn || !canTake(info)) return false;
  return winogradCost(info, backwards) < 0.9 * directCost(info, backwards);
}

/** 3x3 at a stride of 1, and 4x4 at a stride of 2. */
function canTake(info: backend_util.Conv2DInfo): boolean {
  const { filterHeight: size, strideHeight: stride } = info;
  if (info.filterWidth !== size || info.strideWidth !== stride) return false;
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) return false;
  if (info.inChannels % 4 !== 0 || info.outChannels % 4 !== 0) return false;
  return (size === 3 && stride === 1) || (size === 4 && stride === 2);
}

/** Nanoseconds on one core, roughly. */
export function directCost(info: backend_util.Conv2DInfo, backwards: boolean): number {
  const patches = info.batchSize * info.outHeight * info.outWidth;
  const products = patches * info.filterHeight * info.filterWidth * info.inChannels * info.outChannels;
  return products * (backwards ? 0.0575 : 0.05);
}

export function winogradCost(info: backend_util.Conv2DInfo, backwards: boolean): number {
  const { filterHeight, strideHeight: stride, inChannels, outChannels, batchSize } = info;
  const [depth, columns] = [stride * stride * inChannels, outChannels];
  const places = (out: number, size: number, pad: number) =>
    backwards ? Math.ceil((size + pad) / stride) - Math.floor(pad / stride) : out;
  const down = Math.ceil(places(info.outHeight, info.inHeight, info.padInfo.top) / 4);
  const across = Math.ceil(places(info.outWidth, info.inWidth, info.padInfo.left) / 4);
  const tiles = batchSize * down * across;
  const points = (3 + filterHeight / stride) ** 2;
  return points * (tiles * depth * columns * 0.05 + depth * columns * 1.5 + tiles * (depth + columns) * 0.5);
}
