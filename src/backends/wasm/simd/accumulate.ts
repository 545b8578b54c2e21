import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { Arithmetic } from '../assembly/operation-codes';
import { addressOf, simdKernels } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';

/**
 * Sums of several pairs of tensors in one call: `GanCoreAccumulate`. A gradient that comes by two ways is such a sum, for each weight.
 *
 * Inputs, in one array: the first of each pair, then the second ones, of their shapes. Outputs: the sums. A first one whose data nobody
 * shares lends its memory to its sum, so that its values are gone: whoever calls has no more use for it.
 */
export const simdAccumulate: KernelConfig = {
  kernelName: 'GanCoreAccumulate',
  backendName: 'wasm',
  kernelFunc({ inputs, backend }) {
    const wasm = backend as WasmBackend;
    const tensors = inputs as unknown as readonly TensorInfo[];
    const count = tensors.length / 2;
    const isLent = ({ dataId }: TensorInfo) => wasm.refCount(dataId) === 1;
    const sums = tensors.slice(0, count).map((first): TensorInfo => {
      const { dataId, shape } = first;
      return isLent(first) ? { dataId, shape, dtype: 'float32' } : wasm.makeOutput(shape, 'float32');
    });
    for (const [index, sum] of sums.entries()) {
      const [first, second] = [tensors[index]!, tensors[count + index]!];
      const length = util.sizeFromShape(sum.shape);
      const [a, b, c] = [first, second, sum].map((each) => addressOf(each, wasm)) as [number, number, number];
      if (length > 0) simdKernels(wasm).arithmetic(Arithmetic.Add, a, b, c, 1, length, 0, 0, false, false);
    }
    // Last: where a thread is lost meanwhile, nobody is left to give back what is counted once more.
    for (const [index, { dataId }] of sums.entries())
      if (dataId === tensors[index]!.dataId) wasm.incRef(dataId);
    return sums;
  },
};
