import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from './kernel-exports';
import { addressOf, simdKernels } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';

/** Where one weight's numbers lie, and those that belong to it; 0 for what isn't there. */
interface Addresses {
  readonly weights: number;
  readonly gradient: number;
  readonly newWeights: number;
  /** What the update before remembered by this name. */
  old(name: string): number;
  /** Where to write what is remembered by this name. */
  remembered(name: string): number;
}

/**
 * One update of an optimizer over all of a network's weights, in one pass. The optimizer looks for it by its name, and does
 * the same with tfjs's operations on backends that don't have it.
 *
 * Inputs: weight0, weight1, …, gradient0, … (one may be missing: it is 0), and after the first update what the attribute
 * `remembers` names, each of all weights in one vector. Outputs: the new weights, then the new values of what it names.
 */
function updateKernel(
  kernelName: string,
  update: (
    kernels: SimdKernels,
    addresses: Addresses,
    length: number,
    rates: Readonly<Record<string, number>>,
  ) => void,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs }) {
      const wasm = backend as WasmBackend;
      const tensors = inputs as Record<string, TensorInfo | undefined>;
      const { remembers, ...rates } = attrs as unknown as { remembers: string[] } & Record<string, number>;
      const weights: TensorInfo[] = [];
      while (tensors[`weight${weights.length}`]) weights.push(tensors[`weight${weights.length}`]!);
      const sizes = weights.map(({ shape }) => util.sizeFromShape(shape));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const newWeights = weights.map(({ shape }) => wasm.makeOutput(shape, 'float32'));
      const memory = new Map(remembers.map((name) => [name, wasm.makeOutput([total], 'float32')]));
      const addressIfThere = (tensor: TensorInfo | undefined, offset: number) =>
        tensor ? addressOf(tensor, wasm) + offset : 0;
      let offset = 0;
      for (const [index, weight] of weights.entries()) {
        const start = offset;
        const addresses: Addresses = {
          weights: addressOf(weight, wasm),
          gradient: addressIfThere(tensors[`gradient${index}`], 0),
          newWeights: addressOf(newWeights[index]!, wasm),
          old: (name) => addressIfThere(tensors[name], start),
          remembered: (name) => addressIfThere(memory.get(name), start),
        };
        update(simdKernels(wasm)!, addresses, sizes[index]!, rates);
        offset += sizes[index]! * 4;
      }
      return [...newWeights, ...memory.values()];
    },
  };
}

/** The updates of `adam` and `adamW`, of `rmsProp`, and of `sgd`. */
export const simdOptimizers = (): KernelConfig[] => [
  updateKernel('GanCoreAdam', (kernels, { weights, gradient, newWeights, old, remembered }, length, rates) =>
    kernels.adam(
      weights,
      gradient,
      old('mean'),
      old('square'),
      newWeights,
      remembered('mean'),
      remembered('square'),
      length,
      rates.rateOfMean!,
      rates.rateOfSquare!,
      rates.rootScale!,
      rates.epsilon!,
      rates.stepSize!,
      rates.decay!,
    ),
  ),
  updateKernel(
    'GanCoreRmsProp',
    (kernels, { weights, gradient, newWeights, old, remembered }, length, rates) =>
      kernels.rmsProp(
        weights,
        gradient,
        old('mean'),
        old('square') || old('variance'),
        old('velocity'),
        newWeights,
        remembered('mean'),
        remembered('square') || remembered('variance'),
        remembered('velocity'),
        length,
        rates.rho!,
        1 - rates.rho!,
        rates.momentum!,
        rates.epsilon!,
        rates.learningRate!,
      ),
  ),
  updateKernel('GanCoreSgd', (kernels, { weights, gradient, newWeights, old, remembered }, length, rates) =>
    kernels.sgd(
      weights,
      gradient,
      old('velocity'),
      newWeights,
      remembered('velocity'),
      length,
      rates.momentum!,
      rates.lookAhead === 1,
      rates.learningRate!,
    ),
  ),
];
