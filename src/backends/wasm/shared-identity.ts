import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from './wasm-kernel';

/** A clone that shares its data, as tfjs's own reshape does: no kernel writes to its inputs. tfjs's copies. */
export function sharedIdentity(): KernelConfig[] {
  const original = getKernel('Identity', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const { x } = inputs as { x: TensorInfo };
    if (x.dtype === 'string') return original.kernelFunc({ inputs, backend, attrs: attrs! });
    (backend as WasmBackend).incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  };
  // tfjs computes the gradient of x as float32 through Cast, whose copy this makes needless too.
  return [{ ...original, kernelFunc }];
}
