import { backend_util, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/**
 * The largest number in each window of volumes, and the gradient, which goes to the first of them. tfjs's own on wasm start from
 * 1.2e-38, and so lose what is negative.
 */
export const maxPool3d: readonly KernelConfig[] = [
  loopKernel(
    'MaxPool3D',
    ({ x }, attrs) => geometryOf(x!, attrs).outShape,
    (output, values, { x }, attrs) => {
      const input = values('x');
      eachLargest(input, geometryOf(x!, attrs), (largest, place) => {
        output[place] = input[largest]!;
      });
    },
  ),
  loopKernel(
    'MaxPool3DGrad',
    ({ input }) => input!.shape,
    (gradient, values, { input }, attrs) => {
      const dy = values('dy');
      eachLargest(values('input'), geometryOf(input!, attrs), (largest, place) => {
        gradient[largest]! += dy[place]!;
      });
    },
  ),
];

/** Visits each window by where its first largest number lies, or its first NaN, and where the window's result does. */
function eachLargest(
  input: ArrayLike<number>,
  info: backend_util.Conv3DInfo,
  visit: (largest: number, place: number) => void,
): void {
  const { inDepth, inHeight, inWidth, inChannels: channels, padInfo } = info;
  let place = 0;
  for (let n = 0; n < info.batchSize; n++) {
    for (let d = 0; d < info.outDepth; d++) {
      const front = d * info.strideDepth - padInfo.front;
      for (let h = 0; h < info.outHeight; h++) {
        const top = h * info.strideHeight - padInfo.top;
        for (let w = 0; w < info.outWidth; w++) {
          const left = w * info.strideWidth - padInfo.left;
          for (let c = 0; c < channels; c++, place++) {
            let largest = -1;
            for (let z = Math.max(front, 0); z < Math.min(front + info.filterDepth, inDepth); z++) {
              for (let y = Math.max(top, 0); y < Math.min(top + info.filterHeight, inHeight); y++) {
                for (let x = Math.max(left, 0); x < Math.min(left + info.filterWidth, inWidth); x++) {
                  const at = (((n * inDepth + z) * inHeight + y) * inWidth + x) * channels + c;
                  const isLarger = input[at]! > input[largest]! || Number.isNaN(input[at]);
                  if (largest < 0 || (isLarger && !Number.isNaN(input[largest]))) largest = at;
                }
              }
            }
            if (largest >= 0) visit(largest, place);
          }
        }
      }
    }
  }
}

function geometryOf(x: TensorInfo, attrs: NamedAttrMap): backend_util.Conv3DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as never as {
    filterSize: [number, number, number];
    strides: [number, number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = x.shape as [number, number, number, number, number];
  return backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}
