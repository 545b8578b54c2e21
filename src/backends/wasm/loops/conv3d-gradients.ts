import { backend_util, type KernelConfig, type NamedAttrMap } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

type Shape5D = [number, number, number, number, number];

/**
 * The gradients of conv3d. tfjs's own on wasm are wrong: the input's adds to memory that was never set to zero, the
 * filter's errs with a stride above 1.
 */
export const conv3dGradients: readonly KernelConfig[] = [
  loopKernel(
    'Conv3DBackpropInputV2',
    (_, { inputShape }) => inputShape as number[],
    (gradient, values, { filter }, attrs) => {
      const [dy, weights] = [values('dy'), values('filter')];
      eachBlock(
        attrs.inputShape as Shape5D,
        filter!.shape as Shape5D,
        attrs,
        (input, block, output, rows, columns) => {
          for (let c = 0; c < rows; c++) {
            let sum = 0;
            for (let k = 0; k < columns; k++) sum += weights[block + c * columns + k]! * dy[output + k]!;
            gradient[input + c]! += sum;
          }
        },
      );
    },
  ),
  loopKernel(
    'Conv3DBackpropFilterV2',
    (_, { filterShape }) => filterShape as number[],
    (gradient, values, { x }, attrs) => {
      const [dy, inputs] = [values('dy'), values('x')];
      eachBlock(
        x!.shape as Shape5D,
        attrs.filterShape as Shape5D,
        attrs,
        (input, block, output, rows, columns) => {
          for (let c = 0; c < rows; c++) {
            for (let k = 0; k < columns; k++)
              gradient[block + c * columns + k]! += inputs[input + c]! * dy[output + k]!;
          }
        },
      );
    },
  ),
];

/** Visits each pair of an input cell and an output cell that a block of the filter joins, by where their channels begin. */
function eachBlock(
  inputShape: Shape5D,
  filterShape: Shape5D,
  attrs: NamedAttrMap,
  visit: (input: number, block: number, output: number, inChannels: number, outChannels: number) => void,
): void {
  const { strides, pad } = attrs as never as { strides: number; pad: 'valid' | 'same' };
  const info = backend_util.computeConv3DInfo(inputShape, filterShape, strides, 1, pad);
  const {
    inDepth,
    inHeight,
    inWidth,
    inChannels,
    outChannels,
    filterDepth,
    filterHeight,
    filterWidth,
    padInfo,
  } = info;
  let output = 0;
  for (let n = 0; n < info.batchSize; n++) {
    for (let d = 0; d < info.outDepth; d++) {
      for (let h = 0; h < info.outHeight; h++) {
        for (let w = 0; w < info.outWidth; w++, output += outChannels) {
          for (let place = 0; place < filterDepth * filterHeight * filterWidth; place++) {
            const z = d * info.strideDepth + Math.floor(place / (filterWidth * filterHeight)) - padInfo.front;
            const y = h * info.strideHeight + (Math.floor(place / filterWidth) % filterHeight) - padInfo.top;
            const x = w * info.strideWidth + (place % filterWidth) - padInfo.left;
            if (z < 0 || z >= inDepth || y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
            const input = (((n * inDepth + z) * inHeight + y) * inWidth + x) * inChannels;
            visit(input, place * inChannels * outChannels, output, inChannels, outChannels);
          }
        }
      }
    }
  }
}
