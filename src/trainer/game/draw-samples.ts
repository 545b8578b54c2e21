import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import { type Random, withSeededMathRandom } from '../../random';
import type { Condition, TrainableModel } from '../../tfjs';
import { refuseWrongLabelsOfSamples } from '../networks/embedding-labels';
import { generateSamples } from './check-shapes';

/** Sources of samples beside fresh noise. */
interface Given {
  /** Noise in place of drawn noise. */
  readonly latent: Tensor | undefined;
  readonly condition: Condition | undefined;
}

/** Draws samples from G, outside of training. */
export function drawSamples(
  { generator, latent }: { readonly generator: TrainableModel; readonly latent: Sampler | undefined },
  count: number,
  random: Random,
  { latent: noise, condition }: Given,
): Tensor {
  const source = noise ? { shape: latent?.shape ?? noise.shape.slice(1), sample: () => noise } : latent;
  const draw = () =>
    // A copy, by reference: an identity gives the noise itself, which is the user's.
    tidy(() => clone(generateSamples({ generator, latent: source }, { count, condition }, random)));
  return withSeededMathRandom(random, () =>
    condition === undefined ? draw() : refuseWrongLabelsOfSamples(generator, draw),
  );
}
