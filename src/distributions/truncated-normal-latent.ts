import { type Tensor, tensor, util } from '@tensorflow/tfjs-core';
import { checkNumber, positive, refuseUnknownKeys } from '../errors';
import type { Random } from '../random';
import { checkDraw, checkShape } from './sample-values';
import type { Sampler } from './sampler';

/**
 * Normal noise cut off at a threshold: each value of z is drawn from N(0, 1) again until |z| ≤ threshold. BigGAN's truncation
 * trick draws from it in sampling, not in training: a lower threshold gives better single samples, and less variety.
 *
 * Source: Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", §3.1. Below a
 * threshold of 1 the same distribution comes by rejection from a uniform one, which wastes fewer draws: Robert 1995, "Simulation
 * of truncated normal variables", §2.2.
 *
 * @param shape - the dimension of z, or its shape
 * @param options - `threshold`, above 0; BigGAN's samples have from 0.04 to 2
 * @returns a sampler, for a generator's noise or the Trainer's `latent`
 * @throws ArgumentError for a shape that isn't made of positive whole numbers, a threshold that isn't positive and finite, or an
 *   unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom, truncatedNormalLatent } from 'gan-core/distributions';
 * const z = truncatedNormalLatent(64, { threshold: 0.5 }).sample(1000, createRandom(1));
 * console.log(z.shape, tf.max(tf.abs(z)).dataSync()[0]?.toFixed(2)); // → [ 1000, 64 ] 0.50
 * ```
 */
export function truncatedNormalLatent(
  shape: number | readonly number[],
  options: { readonly threshold: number },
): Sampler {
  const sizes = checkShape(shape);
  refuseUnknownKeys(options, ['threshold']);
  const { threshold } = options;
  checkNumber('threshold', threshold, positive, ', such as 0.5');
  const draw = threshold < 1 ? byUniform : byNormal;
  return {
    shape: sizes,
    sample(count, random): Tensor {
      checkDraw(count, sizes, random, ['next', 'normal']);
      const values = new Float32Array(util.sizeFromShape([count, ...sizes]));
      for (let index = 0; index < values.length; index++) values[index] = draw(threshold, random);
      return tensor(values, [count, ...sizes]);
    },
  };
}

function byNormal(threshold: number, random: Random): number {
  for (;;) {
    const z = random.normal();
    if (Math.abs(z) <= threshold) return z;
  }
}

function byUniform(threshold: number, random: Random): number {
  for (;;) {
    const z = threshold * (2 * random.next() - 1);
    if (random.next() < Math.exp((-z * z) / 2)) return z;
  }
}
