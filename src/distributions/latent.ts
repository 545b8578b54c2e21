import { ArgumentError, describeNumber, refuseUnknownKeys } from '../errors';
import { checkShape, sampleValues } from './sample-values';
import type { Sampler } from './sampler';

/**
 * Standard normal noise, z ~ N(0, I): the usual latent distribution of a GAN.
 *
 * @param shape - the dimension of z, or its shape
 * @returns a sampler for the Trainer's `latent`
 * @throws ArgumentError for a shape that isn't made of positive whole numbers
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom, normalLatent } from 'gan-core/distributions';
 * const z = normalLatent(64).sample(1000, createRandom(1));
 * console.log(z.shape, tf.mean(tf.square(z)).dataSync()[0]?.toFixed(1)); // → [ 1000, 64 ] 1.0
 * ```
 */
export function normalLatent(shape: number | readonly number[]): Sampler {
  const sizes = checkShape(shape);
  return {
    shape: sizes,
    sample: (count, random) => sampleValues(count, sizes, random, 'normal'),
  };
}

/**
 * Uniform noise, each value of z in [min, max): the latent distribution of the DCGAN paper.
 *
 * Source: Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial
 * Networks", figure 1.
 *
 * @param shape - the dimension of z, or its shape
 * @param options - `min` (default −1) and `max` (default 1)
 * @returns a sampler for the Trainer's `latent`
 * @throws ArgumentError for a shape that isn't made of positive whole numbers, min ≥ max, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom, uniformLatent } from 'gan-core/distributions';
 * const z = uniformLatent(64).sample(1000, createRandom(1));
 * // The variance of [−1, 1) is 1/3.
 * console.log(z.shape, tf.mean(tf.square(z)).dataSync()[0]?.toFixed(1)); // → [ 1000, 64 ] 0.3
 * ```
 */
export function uniformLatent(
  shape: number | readonly number[],
  options: { readonly min?: number; readonly max?: number } = {},
): Sampler {
  refuseUnknownKeys(options, ['min', 'max']);
  const { min = -1, max = 1 } = options;
  const sizes = checkShape(shape);
  if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
    throw new ArgumentError(
      'min, max',
      `got [${describeNumber(min)}, ${describeNumber(max)}); expected finite numbers with min < max.`,
    );
  }
  return {
    shape: sizes,
    sample: (count, random) => sampleValues(count, sizes, random, 'next', (draw) => min + (max - min) * draw),
  };
}
