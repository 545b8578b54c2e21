import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** Reductions of no numbers, as tfjs's cpu backend gives them but for `All`: there it says that not all are true. */
const ofNothing = { Max: Number.NaN, Min: Number.NaN, Prod: 1, Any: 0, All: 1 } as const;

/** Reductions along an axis of size 0: tfjs's own on wasm give whatever lies in the memory. */
export function emptyReductions(backendName: 'wasm' | 'cpu' = 'wasm'): KernelConfig[] {
  return Object.entries(ofNothing).flatMap(([kernelName, value]) => {
    const original = getKernel(kernelName, backendName) as KernelConfig | undefined;
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
      const { x } = inputs as { x: TensorInfo };
      if (util.sizeFromShape(x.shape) > 0) return original.kernelFunc({ inputs, backend, attrs });
      const { axis, reductionIndices, keepDims } = attrs as {
        axis?: number | number[];
        reductionIndices?: number | number[]; // Max has it so
        keepDims?: boolean;
      };
      const axes = util.parseAxisParam((axis ?? reductionIndices)!, x.shape);
      const shape = x.shape.flatMap((size, index) => (axes.includes(index) ? (keepDims ? [1] : []) : [size]));
      return getKernel('Fill', backendName)!.kernelFunc({
        inputs: {},
        backend,
        attrs: { shape, value, dtype: x.dtype },
      });
    };
    return [{ ...original, kernelFunc }];
  });
}
