import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';
import { castToBool } from './typed-values';

/**
 * Clones, and casts to the type that a tensor has already, share its data, as tfjs's reshape does: no kernel writes to its
 * inputs. tfjs's own copy.
 */
export function sharedIdentity(): KernelConfig[] {
  const identity = getKernel('Identity', 'wasm');
  return [...(identity ? [identity] : []), ...castToBool()].map((original) => {
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
      const { x } = inputs as { x: TensorInfo };
      const { dtype = x.dtype } = (attrs ?? {}) as { dtype?: TensorInfo['dtype'] };
      if (x.dtype === 'string' || dtype !== x.dtype)
        return original.kernelFunc({ inputs, backend, attrs: attrs! });
      (backend as WasmBackend).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype };
    };
    return { ...original, kernelFunc };
  });
}
