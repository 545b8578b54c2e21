import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernels } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';
import type { SimdCall } from './with-fallback';

// The mark below lets bundlers drop the kernels where no backend is started.
/**
 * A kernel that tfjs lacks on wasm, or has wrong. Where `compute` gives undefined the call is refused: none of tfjs's operations
 * calls it so, which all pass float32 of shapes that fit.
 */
/* @__NO_SIDE_EFFECTS__ */
export function ownKernel(
  kernelName: string,
  compute: (call: SimdCall) => TensorInfo | undefined,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs = {} }) {
      const wasm = backend as WasmBackend;
      const tensors = inputs as Readonly<Record<string, TensorInfo>>;
      const result = compute({ kernels: simdKernels(wasm), backend: wasm, inputs: tensors, attrs });
      if (result) return result;
      const got = Object.entries(tensors).map(([name, { dtype, shape }]) => `${name} ${dtype} [${shape}]`);
      throw new Error(
        `${kernelName} on wasm: got ${got.join(', ')}; expected float32, channels last, of shapes that fit.`,
      );
    },
  };
}
