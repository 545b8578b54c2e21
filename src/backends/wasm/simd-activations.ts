import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { addressOf, simdKernels } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';

/** The kernels, in the order of their codes in kernels/activations.ts. */
const kernelNames = ['Relu', 'LeakyRelu', 'Step', 'Tanh', 'Sigmoid', 'Elu', 'Exp'] as const;

/** Activations and what their gradients are made of, four numbers at a time. tfjs's own go one by one. */
export function simdActivations(): KernelConfig[] {
  return kernelNames.flatMap((kernelName, code) => {
    const original = getKernel(kernelName, 'wasm');
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
      const wasm = backend as WasmBackend;
      const kernels = simdKernels(wasm);
      const { x } = inputs as { x: TensorInfo };
      if (!kernels || x.dtype !== 'float32') return original.kernelFunc({ inputs, backend, attrs: attrs! });
      const y = wasm.makeOutput(x.shape, 'float32');
      const { alpha = 0 } = (attrs ?? {}) as { alpha?: number };
      kernels.activate(code, addressOf(x, wasm), addressOf(y, wasm), util.sizeFromShape(x.shape), alpha);
      return y;
    };
    return [{ ...original, kernelFunc }];
  });
}
