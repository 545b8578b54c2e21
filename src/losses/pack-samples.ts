import '#tfjs-gradients';
import { reshape, type Tensor, tidy, transpose, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeNumber } from '../errors';

/**
 * PacGAN's packing: joins m samples along the last axis (an image's channels), for D to take together:
 * [n, …, c] becomes [n/m, …, m·c]. D then sees a lack of variety, which punishes dropped modes.
 *
 * Sample number i·m + j becomes the j-th part of pack number i. D must be built for m times as many channels; G isn't
 * touched. Differentiable.
 *
 * Source: Lin et al. 2018, "PacGAN: The power of two samples in generative adversarial networks", §3.
 *
 * @param samples - a batch, samples along the first axis
 * @param m - how many samples make a pack; it must divide n
 * @returns the packs; for m = 1 the samples as they are
 * @throws ArgumentError for what isn't a tensor with a first axis, or an m that isn't a whole number that divides n
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { packSamples } from 'gan-core/losses';
 * // Six samples of four values, two of them to a pack.
 * console.log(packSamples(tf.zeros([6, 4]), 2).shape); // → [ 3, 8 ]
 * ```
 */
export function packSamples(samples: Tensor, m: number): Tensor {
  const expected = 'a tensor with the samples along its first axis';
  checkTensor('samples', samples, { expected, leastRank: 1 });
  if (samples.dtype === 'string')
    throw new ArgumentError('samples', 'got a string tensor; expected a tensor of numbers.');
  const [count, ...shape] = samples.shape as [number, ...number[]];
  if (!Number.isInteger(m) || m < 1 || count % m !== 0) {
    throw new ArgumentError(
      'm',
      `got ${describeNumber(m)}; expected a whole number that divides the batch of ${count} samples.`,
    );
  }
  const channels = shape.pop() ?? 1;
  return tidy(() => {
    const place = util.sizeFromShape(shape);
    const packs = reshape(samples, [count / m, m, place, channels]);
    return reshape(transpose(packs, [0, 2, 1, 3]), [count / m, ...shape, m * channels]);
  });
}
