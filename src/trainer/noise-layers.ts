import {
  add,
  engine,
  getBackend,
  getKernel,
  mul,
  type NamedAttrMap,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { createRandom } from '../random';
import type { Layer, LayerCall } from './layer-calls';

/**
 * What a layer that draws noise gives in training, with the noise drawn by gan-core's kernel: tfjs draws number by number,
 * so that dropout takes longer than the convolution before it. As tfjs's, the noise is seeded from Math.random: within a step
 * that is the game's stream, and a call between the steps, by a callback or another Trainer, takes nothing from it. A layer
 * with a seed or a noise shape of its own keeps tfjs's numbers, as do backends without the kernel; the distribution is the same.
 */
export function noiseCall(layer: Layer): LayerCall | undefined {
  const call = layer.getClassName && noisy[layer.getClassName()];
  if (!call) return undefined;
  return (x, training) => {
    const { seed, noiseShape, _callHook } = layer;
    const isPlain = (seed ?? noiseShape ?? _callHook) == null;
    if (!training || !isPlain || x.dtype !== 'float32' || !getKernel('GanCoreDropoutMask', getBackend()))
      return undefined;
    return tidy(() => call(layer, x));
  };
}

/** The layers of a class; undefined for settings with which they draw nothing. */
const noisy: Readonly<Record<string, (layer: Layer, x: Tensor) => Tensor | undefined>> = {
  Dropout({ rate }, x) {
    if (!isProbability(rate)) return undefined;
    return mul(x, noise('GanCoreDropoutMask', x, { rate }));
  },
  GaussianNoise({ stddev }, x) {
    return add(x, noise('GanCoreNormalNoise', x, { mean: 0, deviation: stddev! }));
  },
  GaussianDropout({ rate }, x) {
    if (!isProbability(rate)) return undefined;
    const deviation = Math.sqrt(rate / (1 - rate));
    return mul(x, noise('GanCoreNormalNoise', x, { mean: 1, deviation }));
  },
};

function isProbability(rate: number | undefined): rate is number {
  return rate !== undefined && rate > 0 && rate < 1;
}

/** Noise of the shape of x, decided by four draws from Math.random. */
function noise(kernel: string, { shape }: Tensor, settings: Record<string, number>): Tensor {
  const generators = Array.from({ length: 4 }, () => createRandom(randomSeed()).save().words);
  const words = [0, 1, 2, 3].flatMap((word) => generators.map((generator) => generator[word]!));
  const attributes: NamedAttrMap = { ...settings, shape, words };
  return engine().runKernel(kernel, {}, attributes) as Tensor;
}

function randomSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
