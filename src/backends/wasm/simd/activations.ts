import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { Activation } from '../assembly/operation-codes';
import { addressOf, simdKernels } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';
import { areFloats, withFallback } from '../module/with-fallback';

/** The kernels that are replaced; of Softplus the gradient alone is served. */
const kernelNames = [
  'Relu',
  'LeakyRelu',
  'Step',
  'Tanh',
  'Sigmoid',
  'Elu',
  'Exp',
  'Square',
  'Sqrt',
  'Neg',
  'Sign', // tfjs's gives 0 for 1e-20
] as const;

/** Activations and what their gradients are made of, four numbers at a time. tfjs's own go one by one. */
export function simdActivations(): KernelConfig[] {
  const kernels = kernelNames.flatMap((kernelName) => {
    const original = getKernel(kernelName, 'wasm');
    if (!original) return [];
    const kernel = withFallback(original, ({ kernels, backend, inputs, attrs }) => {
      const { x } = inputs as { x: TensorInfo };
      if (!areFloats(x)) return undefined;
      const y = backend.makeOutput(x.shape, 'float32');
      const { alpha = 0 } = attrs as { alpha?: number };
      kernels.activate(
        Activation[kernelName],
        addressOf(x, backend),
        addressOf(y, backend),
        util.sizeFromShape(x.shape),
        alpha,
      );
      return y;
    });
    return [kernel];
  });
  return [...kernels, activationGradient];
}

/**
 * ∂x = ∂y·f'(x) in one pass, for the activation that is named by its kernel. The gradients in src/gradients look for it by its
 * name, and do the same with tfjs's operations on backends that don't have it.
 */
const activationGradient: KernelConfig = {
  kernelName: 'GanCoreActivationGrad',
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const wasm = backend as WasmBackend;
    const { dy, saved } = inputs as { dy: TensorInfo; saved: TensorInfo };
    const { activation, alpha } = attrs as { activation: keyof typeof Activation; alpha: number };
    const dx = wasm.makeOutput(saved.shape, 'float32');
    simdKernels(wasm).activationGradient(
      Activation[activation],
      addressOf(saved, wasm),
      addressOf(dy, wasm),
      addressOf(dx, wasm),
      util.sizeFromShape(saved.shape),
      alpha,
    );
    return dx;
  },
};
