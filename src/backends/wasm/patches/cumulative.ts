import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';

/**
 * Cumulative sums and products along an axis that is counted from the end: with it, tfjs's on wasm write beside their result, and
 * those on cpu compute nothing.
 */
export function cumulative(backendName: 'wasm' | 'cpu' = 'wasm'): KernelConfig[] {
  return ['Cumsum', 'Cumprod'].flatMap((name) => {
    const original = getKernel(name, backendName) as KernelConfig | undefined;
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
      const [axis] = util.parseAxisParam(attrs!.axis as number, (inputs.x as TensorInfo).shape);
      return original.kernelFunc({ inputs, backend, attrs: { ...attrs, axis: axis! } });
    };
    return [{ ...original, kernelFunc }];
  });
}
