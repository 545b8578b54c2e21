import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/module/wasm-kernel';
import { type CpuBackend, runCpuKernel } from './cpu-backend';

/**
 * A kernel that is written in plain loops for wasm, on cpu: it sees cpu's tensors as it would wasm's. Of whole numbers it
 * makes such.
 */
export function byLoops(kernel: KernelConfig): KernelConfig {
  return {
    kernelName: kernel.kernelName,
    backendName: 'cpu',
    kernelFunc(call) {
      const cpu = call.backend as CpuBackend;
      const result = kernel.kernelFunc({ ...call, backend: asWasm(cpu) }) as TensorInfo;
      const isWhole = Object.values(call.inputs).every((input) => (input as TensorInfo).dtype === 'int32');
      if (!isWhole) return result;
      const whole = runCpuKernel('Cast', { x: result }, cpu, { dtype: 'int32' });
      cpu.disposeIntermediateTensorInfo(result);
      return whole;
    },
  };
}

/** The two members of a wasm backend that such kernels call, on top of the cpu backend. */
function asWasm(cpu: CpuBackend): Pick<WasmBackend, 'makeOutput' | 'typedArrayFromHeap'> {
  return {
    makeOutput: (shape, dtype) => {
      const values = util.getTypedArrayFromDType(dtype as 'float32', util.sizeFromShape([...shape]));
      return cpu.makeTensorInfo([...shape], dtype, values);
    },
    typedArrayFromHeap: ({ dataId }: TensorInfo) => cpu.data.get(dataId).values,
  };
}
