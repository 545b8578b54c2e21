import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';

/** tfjs's kernel of `tf.stack`, which keeps its views of the inputs for good where it fails: where memory ends, say. */
export function pack(): KernelConfig[] {
  const original = getKernel('Pack', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
    const backend = call.backend as WasmBackend;
    const users = new Map<object, number>();
    for (const { dataId } of Object.values(call.inputs) as TensorInfo[])
      users.set(dataId, backend.refCount(dataId));
    try {
      return original.kernelFunc(call);
    } catch (error) {
      for (const [dataId, count] of users)
        while (backend.refCount(dataId) > count) backend.disposeData(dataId);
      throw error;
    }
  };
  return [{ ...original, kernelFunc }];
}
