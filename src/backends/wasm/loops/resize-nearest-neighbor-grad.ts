import type { KernelConfig } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/** The gradient of nearest-neighbour resizing: ∂y of each pixel goes back to the pixel it was copied from. tfjs's own on wasm errs. */
export const resizeNearestNeighborGrad: KernelConfig = loopKernel(
  'ResizeNearestNeighborGrad',
  ({ images }) => images!.shape,
  (gradient, values, tensors, attrs) => {
    const [batch, height, width, channels] = tensors.images!.shape as [number, number, number, number];
    const [, outHeight, outWidth] = tensors.dy!.shape as [number, number, number, number];
    const dy = values('dy');
    const { alignCorners = false, halfPixelCenters = false } = attrs as {
      alignCorners?: boolean;
      halfPixelCenters?: boolean;
    };
    const rows = nearestSources(height, outHeight, alignCorners, halfPixelCenters);
    const columns = nearestSources(width, outWidth, alignCorners, halfPixelCenters);
    let output = 0;
    for (let n = 0; n < batch; n++) {
      for (const row of rows) {
        for (const column of columns) {
          const input = ((n * height + row) * width + column) * channels;
          for (let c = 0; c < channels; c++, output++) gradient[input + c]! += dy[output]!;
        }
      }
    }
  },
);

/** For each pixel of the result, the pixel of the source that the forward kernel copies, by tfjs's rule. */
export function nearestSources(
  from: number,
  to: number,
  alignCorners: boolean,
  halfPixelCenters: boolean,
): number[] {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, place) => {
    const source = halfPixelCenters ? scale * (place + 0.5) : scale * place;
    return Math.min(from - 1, alignCorners ? Math.round(source) : Math.floor(source));
  });
}
