import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../module/kernel-exports';
import { addressOf, simdKernels } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';

/** Addresses of one weight's numbers and of those that belong to it; 0 for what isn't there. */
interface Addresses {
  readonly weights: number;
  readonly gradient: number;
  readonly newWeights: number;
  /** Address of what the update before remembered by this name. */
  old(name: string): number;
  /** Address to write what is remembered by this name. */
  remembered(name: string): number;
}

/** Attributes of every optimizer's update, beside the numbers of its own. */
interface UpdateAttributes {
  /** The names of what is remembered from one update to the next. */
  readonly remembers: readonly string[];
  /** Whether each weight has a gradient: one that has none stays where momentum and decay leave it. */
  readonly hasGradient: readonly boolean[];
}

/** Updates one weight's numbers. */
type Update = (
  kernels: SimdKernels,
  addresses: Addresses,
  length: number,
  rates: Readonly<Record<string, number>>,
) => void;

/**
 * One update of an optimizer over all of a network's weights, in one pass. The optimizer looks for it by its name, and does
 * the same with tfjs's operations on backends that don't have it.
 *
 * Inputs, in one array: the weights, the gradients of those that have one, and after the first update what `remembers`
 * names, each of all weights in one vector. Outputs: the new weights, then the new values of what it names.
 */
function updateKernel(kernelName: string, update: Update): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs }) {
      const wasm = backend as WasmBackend;
      const kernels = simdKernels(wasm);
      const { remembers, hasGradient } = attrs as unknown as UpdateAttributes;
      const rates = attrs as Readonly<Record<string, number>>;
      const tensors = inputs as unknown as readonly TensorInfo[];
      const count = hasGradient.length;
      const weights = tensors.slice(0, count);
      const firstOld = hasGradient.reduce((next, has) => (has ? next + 1 : next), count);
      const sizes = weights.map(({ shape }) => util.sizeFromShape(shape));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const outputs = weights.map(({ shape }) => wasm.makeOutput(shape, 'float32'));
      for (const _ of remembers) outputs.push(wasm.makeOutput([total], 'float32'));
      let offset = 0;
      const addressIn = (vectors: readonly TensorInfo[], first: number, name: string) => {
        const place = remembers.indexOf(name);
        const vector = place < 0 ? undefined : vectors[first + place];
        return vector ? addressOf(vector, wasm) + offset : 0;
      };
      const old = (name: string) => addressIn(tensors, firstOld, name);
      const remembered = (name: string) => addressIn(outputs, count, name);
      let nextGradient = count;
      for (let index = 0; index < count; index++) {
        const addresses: Addresses = {
          weights: addressOf(weights[index]!, wasm),
          gradient: hasGradient[index] ? addressOf(tensors[nextGradient++]!, wasm) : 0,
          newWeights: addressOf(outputs[index]!, wasm),
          old,
          remembered,
        };
        update(kernels, addresses, sizes[index]!, rates);
        offset += sizes[index]! * 4;
      }
      return outputs;
    },
  };
}

/** The updates of `adam` and `adamW`, of `rmsProp`, and of `sgd`. */
export const simdOptimizers = (): KernelConfig[] => [
  updateKernel('GanCoreAdam', updateByAdam),
  updateKernel('GanCoreRmsProp', updateByRmsProp),
  updateKernel('GanCoreSgd', updateBySgd),
];

const updateByAdam: Update = (kernels, { weights, gradient, newWeights, old, remembered }, length, rates) =>
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
  );

/** Centered, it remembers a variance where it has a mean square otherwise. */
const updateByRmsProp: Update = (
  kernels,
  { weights, gradient, newWeights, old, remembered },
  length,
  rates,
) =>
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
  );

const updateBySgd: Update = (kernels, { weights, gradient, newWeights, old, remembered }, length, rates) =>
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
  );
