import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { CpuBackend } from './cpu-backend';

/** tf.tensorScatterUpdate on a copy: tfjs's on cpu writes into the tensor that it was given. */
export function copyingUpdate(): KernelConfig[] {
  const original = getKernel('TensorScatterUpdate', 'cpu') as KernelConfig | undefined;
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
    const cpu = call.backend as CpuBackend;
    const { tensor, ...others } = call.inputs as Record<string, TensorInfo> & { tensor: TensorInfo };
    const values = cpu.data.get(tensor.dataId).values.slice();
    const copy = cpu.makeTensorInfo(tensor.shape, tensor.dtype, values);
    const updated = original.kernelFunc({ ...call, inputs: { ...others, tensor: copy } }) as TensorInfo;
    if (updated.dataId !== copy.dataId) cpu.disposeIntermediateTensorInfo(copy);
    return updated;
  };
  return [{ ...original, kernelFunc }];
}
