import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';

/** Classes as rows of values that are off but for one. tfjs's on wasm writes whole numbers, whatever type it was asked for. */
export const oneHot: KernelConfig = {
  kernelName: 'OneHot',
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const wasm = backend as WasmBackend;
    const { indices } = inputs as { indices: TensorInfo };
    const { depth, onValue, offValue, dtype } = attrs as Record<'depth' | 'onValue' | 'offValue', number> & {
      dtype: TensorInfo['dtype'];
    };
    const result = wasm.makeOutput([...indices.shape, depth], dtype);
    const [classes, values] = [wasm.typedArrayFromHeap(indices), wasm.typedArrayFromHeap(result)];
    values.fill(offValue);
    for (const [row, place] of classes.entries())
      if (place >= 0 && place < depth) values[row * depth + place] = onValue;
    return result;
  },
};
