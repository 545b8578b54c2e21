import type { backend_util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from './kernel-exports';

// The kernels count their workspaces in 32 bits; a size beyond that, which no memory has, would come out as a small one.

/** The bytes that a product of this depth and width needs beside its operands. */
export function productWorkspace(kernels: SimdKernels, columns: number, depth: number): number {
  return counted(kernels.productWorkspace(columns, depth), packedBytes(columns, depth));
}

/** The bytes that the convolution which is set needs beside its operands. */
export function convolutionWorkspace(kernels: SimdKernels, info: backend_util.Conv2DInfo): number {
  const length = info.filterHeight * info.filterWidth * info.inChannels;
  const packed = Math.max(packedBytes(info.outChannels, length), packedBytes(length, info.outChannels));
  const fewestPatches = 40;
  return counted(kernels.convolutionWorkspace(info.outChannels), packed + fewestPatches * length * 4);
}

/** The bytes that the convolution which is set, or its filter gradient, needs beside its operands where it is computed by Winograd. */
export function winogradWorkspace(
  kernels: SimdKernels,
  info: backend_util.Conv2DInfo,
  ofFilter = false,
): number {
  const { filterHeight, strideHeight, inChannels, outChannels } = info;
  const points = (3 + filterHeight / strideHeight) ** 2;
  const rows = strideHeight ** 2 * inChannels;
  const packed = Math.max(packedBytes(outChannels, rows), packedBytes(rows, outChannels));
  const tiles = 60 * (rows + outChannels) * 4;
  const said = ofFilter
    ? kernels.winogradFilterWorkspace(outChannels)
    : kernels.winogradWorkspace(outChannels);
  return counted(said, points * (packed + rows * outChannels * 4 + tiles));
}

/** The bytes that the filter gradient of the convolution which is set needs beside its operands. */
export function filterGradientWorkspace(kernels: SimdKernels, info: backend_util.Conv2DInfo): number {
  const length = info.filterHeight * info.filterWidth * info.inChannels;
  const fewestPatches = 40;
  const packed = packedBytes(info.outChannels, fewestPatches);
  return counted(
    kernels.filterGradientWorkspace(info.outChannels),
    packed + length * Math.max(info.outChannels, fewestPatches) * 4,
  );
}

/** The bytes that a gradient of the depthwise convolution which is set needs beside its operands. */
export function depthwiseWorkspace(
  kernels: SimdKernels,
  { inWidth, inChannels }: backend_util.Conv2DInfo,
  multiplier: number,
): number {
  return counted(kernels.depthwiseWorkspace(multiplier), inWidth * inChannels * multiplier * 4);
}

/** The kernel's own answer, or the estimate where the answer overflows the kernel's 32-bit numbers. */
function counted(said: number, estimate: number): number {
  const spare = 2 ** 20;
  return estimate < 2 ** 32 - spare ? said >>> 0 : estimate;
}

/** A matrix in panels of eight columns. */
function packedBytes(columns: number, depth: number): number {
  return Math.ceil(columns / 8) * 8 * depth * 4;
}
