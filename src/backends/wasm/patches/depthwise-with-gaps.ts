import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { depthwiseGeometry, eachProduct, type Shape4D } from '../loops/depthwise-products';
import { type FusedInputs, finishFused, fusedActivation, unfused } from '../loops/fused-activation';
import type { WasmBackend } from '../module/wasm-kernel';
import { countsOtherwise } from './counts-otherwise';

/**
 * The depthwise convolution where its stride exceeds its filter, so that pixels between the places of the filter are skipped.
 * XNNPACK, which tfjs's wasm uses, pads such images in another way: it gives zeros, or neighbors' sums. So too where it counts other
 * places of the filter than tfjs, and writes beside the result. Elsewhere it serves.
 */
export function depthwiseWithGaps(): KernelConfig[] {
  return ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D'].flatMap((kernelName) => {
    const original = getKernel(kernelName, 'wasm');
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
      const wasm = backend as WasmBackend;
      const { x, filter, ...fused } = inputs as { x: TensorInfo; filter: TensorInfo } & FusedInputs;
      const shapes = [x.shape as Shape4D, filter.shape as Shape4D] as const;
      const info = depthwiseGeometry(...shapes, attrs);
      const skips =
        info.strideHeight > info.effectiveFilterHeight || info.strideWidth > info.effectiveFilterWidth;
      const epilogue =
        (skips || countsOtherwise(info)) &&
        fusedActivation(fused, attrs as { activation?: string }, info.outChannels);
      if (!epilogue) return original.kernelFunc({ inputs, backend, attrs });
      const y = wasm.makeOutput(info.outShape, 'float32');
      const output = wasm.typedArrayFromHeap(y);
      const [input, weights] = [wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(filter)];
      output.fill(0);
      eachProduct(...shapes, attrs, (atInput, atFilter, atOutput) => {
        output[atOutput]! += input[atInput]! * weights[atFilter]!;
      });
      return finishFused(y, unfused(epilogue), fused, attrs as { leakyreluAlpha?: number }, wasm);
    };
    return [{ ...original, kernelFunc }];
  });
}
