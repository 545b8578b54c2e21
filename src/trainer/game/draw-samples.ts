import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { generateSamples } from './check-shapes';

/** Draws samples from G, outside of training; from the noise that is given, where some is. */
export function drawSamples(
  { generator, latent }: { readonly generator: TrainableModel; readonly latent: Sampler },
  count: number,
  random: Random,
  noise: Tensor | undefined,
): Tensor {
  const source = noise ? { shape: latent.shape, sample: () => noise } : latent;
  return withSeededMathRandom(random, () =>
    // A copy, by reference: an identity gives the noise itself, which is the user's.
    tidy(() => clone(generateSamples({ generator, latent: source }, count, random))),
  );
}
