import { backend_util, type KernelConfig, type NamedAttrMap } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/**
 * The gradient of max pooling: ∂y goes to the first largest value of each window. tfjs's own on wasm is wrong for windows of one
 * and two pixels.
 */
export const maxPoolGrad: KernelConfig = loopKernel(
  'MaxPoolGrad',
  ({ input }) => input!.shape,
  (gradient, values, tensors, attrs) => {
    const info = poolGeometry(tensors.input!.shape, attrs);
    const [input, dy] = [values('input'), values('dy')];
    const { inHeight, inWidth, inChannels: channels, padInfo } = info;
    let output = 0;
    for (let n = 0; n < info.batchSize; n++) {
      for (let h = 0; h < info.outHeight; h++) {
        for (let w = 0; w < info.outWidth; w++) {
          const top = h * info.strideHeight - padInfo.top;
          const left = w * info.strideWidth - padInfo.left;
          for (let c = 0; c < channels; c++, output++) {
            let largest = -1;
            for (let y = Math.max(top, 0); y < Math.min(top + info.filterHeight, inHeight); y++) {
              for (let x = Math.max(left, 0); x < Math.min(left + info.filterWidth, inWidth); x++) {
                const place = ((n * inHeight + y) * inWidth + x) * channels + c;
                if (largest < 0 || input[place]! > input[largest]!) largest = place;
              }
            }
            if (largest >= 0) gradient[largest]! += dy[output]!;
          }
        }
      }
    }
  },
);

/** How the pooling's window moves over its images. */
export function poolGeometry(inputShape: readonly number[], attrs: NamedAttrMap): backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as never as {
    filterSize: [number, number];
    strides: [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = inputShape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}
