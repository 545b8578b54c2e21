import type { Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../random';

/**
 * A distribution that can be drawn from: latent noise for the generator, or a synthetic distribution as training data.
 * An object of your own will do; take every random number from `random`, so that a seed fixes the run.
 */
export interface Sampler {
  /** The shape of one sample. */
  readonly shape: readonly number[];
  /**
   * Draws a batch. The caller owns the tensor and disposes of it.
   *
   * @param count - how many samples
   * @param random - where the randomness comes from
   * @returns a float32 tensor of shape `[count, ...shape]`
   */
  sample(count: number, random: Random): Tensor;
}
