import { type KernelConfig, type NamedAttrMap, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../module/kernel-exports';
import { addressOf, simdKernels, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';

/** One call: rows are what is normalized, the last axis of x. */
interface LayerNorm {
  readonly kernels: SimdKernels;
  readonly backend: WasmBackend;
  readonly at: (input: 'x' | 'dy' | 'scale' | 'offset') => number;
  readonly rows: number;
  readonly columns: number;
  readonly epsilon: number;
}

/**
 * Layer normalization over the last axis, and its gradients by x and by the scale: kernels that tfjs doesn't have at all.
 * src/trainer/fused-layers.ts and src/gradients/fused-kernels.ts look for them by their names. All inputs are float32.
 */
export const simdLayerNorm: readonly KernelConfig[] = [
  layerNormKernel(
    'GanCoreLayerNorm',
    (x) => x.shape,
    (y, { kernels, at, rows, columns, epsilon }) =>
      kernels.layerNorm(at('x'), y, rows, columns, at('scale'), at('offset'), epsilon),
  ),
  layerNormKernel(
    'GanCoreLayerNormGrad',
    (x) => x.shape,
    (gradient, { kernels, at, rows, columns, epsilon }) =>
      kernels.layerNormGradient(at('x'), at('dy'), gradient, rows, columns, at('scale'), epsilon),
  ),
  layerNormKernel(
    'GanCoreLayerNormScaleGrad',
    (x) => x.shape.slice(-1),
    (gradient, { kernels, backend, at, rows, columns, epsilon }) =>
      withWorkspace(backend, rows * 8, (workspace) =>
        kernels.layerNormScaleGradient(at('x'), at('dy'), gradient, rows, columns, epsilon, workspace),
      ),
  ),
];

// The mark below lets bundlers drop the kernels where no backend is started.
/* @__NO_SIDE_EFFECTS__ */
function layerNormKernel(
  kernelName: string,
  shapeOf: (x: TensorInfo) => readonly number[],
  compute: (output: number, call: LayerNorm) => void,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs }) {
      const wasm = backend as WasmBackend;
      const tensors = inputs as { x: TensorInfo } & Readonly<Record<string, TensorInfo | undefined>>;
      const { epsilon } = attrs as NamedAttrMap & { epsilon: number };
      const output = wasm.makeOutput(shapeOf(tensors.x), 'float32');
      compute(addressOf(output, wasm), {
        kernels: simdKernels(wasm),
        backend: wasm,
        at: (input) => (tensors[input] ? addressOf(tensors[input], wasm) : 0),
        rows: util.sizeFromShape(tensors.x.shape.slice(0, -1)),
        columns: tensors.x.shape.at(-1)!,
        epsilon,
      });
      return output;
    },
  };
}
