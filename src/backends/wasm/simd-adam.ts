import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import { addressOf, simdKernels } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';

/**
 * One update of Adam, or of AdamW, over all of a network's weights, in one pass. The optimizer looks for it by its name, and does the
 * same with tfjs's operations on backends that don't have it.
 *
 * Inputs: weight0, weight1, …, gradient0, … (one may be missing: it is 0), and after the first update mean and square, the
 * moments of all weights in one vector. Outputs: the new weights, then the new moments.
 */
export const simdAdam: KernelConfig = {
  kernelName: 'GanCoreAdam',
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const wasm = backend as WasmBackend;
    const kernels = simdKernels(wasm)!;
    const { mean, square, ...others } = inputs as Record<string, TensorInfo>;
    const { rateOfMean, rateOfSquare, rootScale, epsilon, stepSize, decay } = attrs as Record<string, number>;
    const weights: TensorInfo[] = [];
    for (let index = 0; others[`weight${index}`]; index++) weights.push(others[`weight${index}`]!);
    const sizes = weights.map(({ shape }) => util.sizeFromShape(shape));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const newWeights = weights.map(({ shape }) => wasm.makeOutput(shape, 'float32'));
    const [newMean, newSquare] = [wasm.makeOutput([total], 'float32'), wasm.makeOutput([total], 'float32')];
    let offset = 0;
    for (const [index, weight] of weights.entries()) {
      const gradient = others[`gradient${index}`];
      kernels.adam(
        addressOf(weight, wasm),
        gradient ? addressOf(gradient, wasm) : 0,
        mean ? addressOf(mean, wasm) + offset : 0,
        square ? addressOf(square, wasm) + offset : 0,
        addressOf(newWeights[index]!, wasm),
        addressOf(newMean, wasm) + offset,
        addressOf(newSquare, wasm) + offset,
        sizes[index]!,
        rateOfMean!,
        rateOfSquare!,
        rootScale!,
        epsilon!,
        stepSize!,
        decay!,
      );
      offset += sizes[index]! * 4;
    }
    return [...newWeights, newMean, newSquare];
  },
};
