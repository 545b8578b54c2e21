import type { backend_util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from './kernel-exports';

/** Tells the kernels how the convolution or pooling that they compute next moves over its images. */
export function setGeometry(kernels: SimdKernels, info: backend_util.Conv2DInfo): void {
  kernels.setConvolution(
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.padInfo.top,
    info.padInfo.left,
  );
}
