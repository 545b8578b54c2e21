import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from './kernel-exports';
import { simdKernels } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';

/** One call of a kernel. */
export interface SimdCall {
  readonly kernels: SimdKernels;
  readonly backend: WasmBackend;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attrs: NamedAttrMap;
}

// The mark below lets bundlers drop the kernels where no backend is started.
/** A kernel that `compute` serves, and `original` wherever that gives undefined: for int32, say, or a rare layout. */
/* @__NO_SIDE_EFFECTS__ */
export function withFallback(
  original: KernelConfig,
  compute: (call: SimdCall) => TensorInfo | undefined,
): KernelConfig {
  return {
    ...original,
    kernelFunc({ inputs, backend, attrs = {} }) {
      const wasm = backend as WasmBackend;
      const tensors = inputs as Readonly<Record<string, TensorInfo>>;
      const result = compute({ kernels: simdKernels(wasm), backend: wasm, inputs: tensors, attrs });
      return result ?? original.kernelFunc({ inputs, backend, attrs });
    },
  };
}

/** Whether all are float32, the one type of the kernels. */
export function areFloats(...tensors: readonly TensorInfo[]): boolean {
  return tensors.every(({ dtype }) => dtype === 'float32');
}
