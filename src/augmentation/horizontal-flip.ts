import { reverse, type Tensor, type Tensor4D, tensor4d, tidy, where } from '@tensorflow/tfjs-core';
import { checkNumber, interval, refuseUnknownKeys } from '../errors';
import { type Augment, drawEach, ofPictures } from './augment';

/**
 * An augmentation that mirrors each picture left to right with a probability. It is for pictures whose mirror images belong to the
 * data; of digits or text they don't.
 *
 * Source: Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B (x-flips).
 *
 * @param options - `probability`, in [0, 1]: default 0.5
 * @returns the augmentation, for {@link augmented}
 * @throws ArgumentError for a probability out of range, or an unknown option; from a call, for what are no float32 pictures
 *   `[batch, height, width, channels]`
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { horizontalFlip } from 'gan-core/augmentation';
 * import { createRandom } from 'gan-core/distributions';
 * const picture = tf.tensor4d([1, 2, 3], [1, 1, 3, 1]);
 * const mirrored = horizontalFlip({ probability: 1 })(picture, createRandom(1));
 * console.log([...mirrored.dataSync()]); // → [ 3, 2, 1 ]
 * ```
 */
export function horizontalFlip(options: { readonly probability?: number } = {}): Augment {
  refuseUnknownKeys(options, ['probability']);
  const { probability = 0.5 } = options;
  checkNumber('probability', probability, interval('[0, 1]'));
  return ofPictures((pictures, random) =>
    flipped(
      pictures,
      drawEach(pictures, () => Number(random.next() < probability)),
    ),
  );
}

/** Mirrors those pictures left to right that have a 1. */
export function flipped(pictures: Tensor4D, flips: readonly number[]): Tensor {
  return tidy(() => {
    const isFlipped = tensor4d([...flips], [flips.length, 1, 1, 1], 'bool');
    return where(isFlipped, reverse(pictures, 2), pictures);
  });
}
