import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../module/kernel-exports';
import { addressOf, simdKernels, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';

/** Attributes of the kernels of noise. */
interface NoiseAttributes {
  readonly shape: readonly number[];
  /** Sixteen words of 32 bits, the states of four generators that lie interleaved. They decide all numbers. */
  readonly words: readonly number[];
}

function noiseKernel<A extends NoiseAttributes>(
  kernelName: string,
  fill: (kernels: SimdKernels, y: number, length: number, words: number, attributes: A) => void,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ backend, attrs }) {
      const wasm = backend as WasmBackend;
      const attributes = attrs as unknown as A;
      const { shape, words } = attributes;
      const noise = wasm.makeOutput(shape, 'float32');
      withWorkspace(wasm, words.length * 4, (address) => {
        new Int32Array(wasm.wasm.asm.memory.buffer, address, words.length).set(words);
        fill(simdKernels(wasm), addressOf(noise, wasm), util.sizeFromShape([...shape]), address, attributes);
      });
      return noise;
    },
  };
}

/**
 * Seeded noise in one pass, for layers that draw as many numbers as they have outputs: tfjs draws them one by one in
 * JavaScript. `GanCoreDropoutMask` gives 0 with probability `rate`, else 1/(1 − rate); `GanCoreNormalNoise` N(mean,
 * deviation²).
 */
export const simdNoise = (): KernelConfig[] => [
  noiseKernel<NoiseAttributes & { rate: number }>(
    'GanCoreDropoutMask',
    (kernels, y, length, words, { rate }) => kernels.dropoutMask(y, length, rate, words),
  ),
  noiseKernel<NoiseAttributes & { mean: number; deviation: number }>(
    'GanCoreNormalNoise',
    (kernels, y, length, words, { mean, deviation }) =>
      kernels.normalNoise(y, length, mean, deviation, words),
  ),
];
