import { backend_util, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/**
 * The dilation of morphology, y = max (x + filter) over each window, and its gradients, which go to the first largest sum. tfjs's
 * own on wasm start from 1.2e-38, and so lose what is negative.
 */
export const dilation2d: readonly KernelConfig[] = [
  loopKernel(
    'Dilation2D',
    ({ x, filter }, attrs) => geometryOf(x!, filter!, attrs).outShape,
    (output, values, { x, filter }, attrs) => {
      const [input, weights] = [values('x'), values('filter')];
      eachLargest(input, weights, geometryOf(x!, filter!, attrs), (atInput, atFilter, place) => {
        output[place] = input[atInput]! + weights[atFilter]!;
      });
    },
  ),
  loopKernel(
    'Dilation2DBackpropInput',
    ({ x }) => x!.shape,
    (gradient, values, { x, filter }, attrs) => {
      const dy = values('dy');
      const info = geometryOf(x!, filter!, attrs);
      eachLargest(values('x'), values('filter'), info, (atInput, _, place) => {
        gradient[atInput]! += dy[place]!;
      });
    },
  ),
  loopKernel(
    'Dilation2DBackpropFilter',
    ({ filter }) => filter!.shape,
    (gradient, values, { x, filter }, attrs) => {
      const dy = values('dy');
      const info = geometryOf(x!, filter!, attrs);
      eachLargest(values('x'), values('filter'), info, (_, atFilter, place) => {
        gradient[atFilter]! += dy[place]!;
      });
    },
  ),
];

/** Visits each window by the places of the number and the filter's that make its largest sum, and of its result. */
function eachLargest(
  input: ArrayLike<number>,
  filter: ArrayLike<number>,
  info: backend_util.Conv2DInfo,
  visit: (atInput: number, atFilter: number, place: number) => void,
): void {
  const { inHeight, inWidth, inChannels: channels, filterWidth, padInfo } = info;
  let place = 0;
  for (let n = 0; n < info.batchSize; n++) {
    for (let h = 0; h < info.outHeight; h++) {
      for (let w = 0; w < info.outWidth; w++) {
        for (let c = 0; c < channels; c++, place++) {
          let [largest, atInput, atFilter] = [Number.NEGATIVE_INFINITY, -1, -1];
          for (let i = 0; i < info.filterHeight; i++) {
            const y = h * info.strideHeight - padInfo.top + i * info.dilationHeight;
            if (y < 0 || y >= inHeight) continue;
            for (let j = 0; j < filterWidth; j++) {
              const x = w * info.strideWidth - padInfo.left + j * info.dilationWidth;
              if (x < 0 || x >= inWidth) continue;
              const [from, by] = [
                ((n * inHeight + y) * inWidth + x) * channels + c,
                (i * filterWidth + j) * channels + c,
              ];
              const sum = input[from]! + filter[by]!;
              if (atInput < 0 || sum > largest) [largest, atInput, atFilter] = [sum, from, by];
            }
          }
          if (atInput >= 0) visit(atInput, atFilter, place);
        }
      }
    }
  }
}

function geometryOf(x: TensorInfo, filter: TensorInfo, attrs: NamedAttrMap): backend_util.Conv2DInfo {
  const { strides, pad, dilations } = attrs as never as {
    strides: [number, number];
    pad: 'valid' | 'same' | number;
    dilations: [number, number];
  };
  return backend_util.computeDilation2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number],
    strides,
    pad,
    'NHWC',
    dilations,
  );
}
