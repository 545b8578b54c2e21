import {
  backend_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';
import { countsOtherwise } from './counts-otherwise';

/**
 * Pooling of images where XNNPACK, which tfjs's wasm uses, counts other places of the window than tfjs, and writes beside the
 * result.
 */
export function poolByTfjsPlaces(): KernelConfig[] {
  return [pooling('MaxPool', largestOf), pooling('AvgPool', meanOf)].flatMap((own) => {
    const original = getKernel(own.kernelName, 'wasm');
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
      const info = geometryOf(call.inputs.x!, call.attrs ?? {});
      return countsOtherwise(info) ? own.kernelFunc(call) : original.kernelFunc(call);
    };
    return [{ ...original, kernelFunc }];
  });
}

/** Computes a window's result from the places of its values in the input. */
type OfWindow = (input: ArrayLike<number>, places: readonly number[]) => number;

function largestOf(input: ArrayLike<number>, places: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const at of places) if (!(input[at]! <= largest)) largest = input[at]!; // a NaN stays
  return largest;
}

function meanOf(input: ArrayLike<number>, places: readonly number[]): number {
  let sum = 0;
  for (const at of places) sum += input[at]!;
  return sum / places.length;
}

function pooling(kernelName: string, ofWindow: OfWindow): KernelConfig {
  return loopKernel(
    kernelName,
    ({ x }, attrs) => geometryOf(x!, attrs).outShape,
    (output, values, { x }, attrs) => {
      const info = geometryOf(x!, attrs);
      const { inHeight, inWidth, inChannels: channels, padInfo } = info;
      const input = values('x');
      const rowsOf = places(info.strideHeight, padInfo.top, info.filterHeight, info.dilationHeight, inHeight);
      const columnsOf = places(info.strideWidth, padInfo.left, info.filterWidth, info.dilationWidth, inWidth);
      let place = 0;
      for (let n = 0; n < info.batchSize; n++) {
        for (let h = 0; h < info.outHeight; h++) {
          const rows = rowsOf(h);
          for (let w = 0; w < info.outWidth; w++) {
            const columns = columnsOf(w);
            for (let c = 0; c < channels; c++) {
              const inside = rows.flatMap((row) =>
                columns.map((column) => ((n * inHeight + row) * inWidth + column) * channels + c),
              );
              output[place++] = ofWindow(input, inside);
            }
          }
        }
      }
    },
  );
}

/** Places of a window's rows or columns, by its number along that axis, without those in the padding. */
function places(stride: number, padding: number, count: number, dilation: number, size: number) {
  return (window: number): number[] =>
    Array.from({ length: count }, (_, step) => window * stride - padding + step * dilation).filter(
      (at) => at >= 0 && at < size,
    );
}

function geometryOf(x: TensorInfo, attrs: NamedAttrMap): backend_util.Conv2DInfo {
  const { filterSize, strides, dilations, pad, dimRoundingMode } = attrs as never as {
    filterSize: [number, number];
    strides: [number, number];
    dilations?: [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = x.shape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, dilations ?? 1, pad, dimRoundingMode);
}
