import { add, engine, mul, type NamedAttrMap, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { currentRandom, type Random } from '../../random';
import type { Layer, LayerCall } from '../../tfjs';
import { hasKernel } from '../../tfjs';

/**
 * Replaces the call of a layer that draws noise within a step, with the noise drawn by gan-core's kernel from the game's
 * stream: tfjs draws number by number in JavaScript. Calls between the steps, by a callback say, keep tfjs's noise, and take
 * nothing from the game. So does a layer with a seed or a noise shape of its own, and a backend without the kernel; the
 * distribution is the same.
 */
export function noiseCall(layer: Layer): LayerCall | undefined {
  const call = layer.getClassName && noisy[layer.getClassName()];
  if (!call) return undefined;
  return (x, training) => {
    const { seed, noiseShape, _callHook } = layer;
    const random = currentRandom();
    const isPlain = (seed ?? noiseShape ?? _callHook) == null && x.dtype === 'float32';
    if (!training || !random || !isPlain || !hasKernel('GanCoreDropoutMask')) return undefined;
    return tidy(() => call(layer, x, random));
  };
}

/** The layers of a class; undefined for settings with which they draw nothing. */
const noisy: Readonly<Record<string, (layer: Layer, x: Tensor, random: Random) => Tensor | undefined>> = {
  Dropout({ rate }, x, random) {
    if (!isProbability(rate)) return undefined;
    return mul(x, noise('GanCoreDropoutMask', x, random, { rate }));
  },
  GaussianNoise({ stddev }, x, random) {
    return add(x, noise('GanCoreNormalNoise', x, random, { mean: 0, deviation: stddev! }));
  },
  GaussianDropout({ rate }, x, random) {
    if (!isProbability(rate)) return undefined;
    const deviation = Math.sqrt(rate / (1 - rate));
    return mul(x, noise('GanCoreNormalNoise', x, random, { mean: 1, deviation }));
  },
};

function isProbability(rate: number | undefined): rate is number {
  return rate !== undefined && rate > 0 && rate < 1;
}

/** Noise of the shape of x, decided by four draws from the stream. */
function noise(kernel: string, { shape }: Tensor, random: Random, settings: Record<string, number>): Tensor {
  const generators = Array.from({ length: 4 }, () => random.fork().save().words);
  const words = [0, 1, 2, 3].flatMap((word) => generators.map((generator) => generator[word]!));
  const attributes: NamedAttrMap = { ...settings, shape, words };
  return engine().runKernel(kernel, {}, attributes) as Tensor;
}
