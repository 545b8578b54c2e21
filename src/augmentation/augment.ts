import { type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeValue } from '../errors';
import { checkRandom, type Random } from '../random';

/**
 * An augmentation: gives samples of the same shape, changed at random, and differentiable by the samples. One of your own will do:
 * take every random number from `random`, so that a seed fixes the run.
 */
export type Augment = (samples: Tensor, random: Random) => Tensor;

const EXPECTED = 'pictures, a float32 tensor [batch, height, width, channels]';

/**
 * Makes an augmentation of pictures, which looks at what it is given.
 *
 * @param change - the augmentation
 * @returns the same, which refuses what are no pictures, and no stream
 */
export function ofPictures(change: (pictures: Tensor4D, random: Random) => Tensor): Augment {
  return (samples, random) => {
    checkTensor('samples', samples, { expected: EXPECTED, dtype: 'float32', leastRank: 4 });
    if (samples.rank !== 4)
      throw new ArgumentError('samples', `got ${describeValue(samples)}; expected ${EXPECTED}.`);
    checkRandom(random, ['next', 'integer']);
    return change(samples as Tensor4D, random);
  };
}

/** One number for each picture, to be broadcast over its pixels. */
export function perPicture(values: readonly number[]): Tensor4D {
  return tensor4d([...values], [values.length, 1, 1, 1]);
}

/** Draws one number for each picture. */
export function drawEach({ shape: [batch] }: Tensor4D, draw: () => number): number[] {
  return Array.from({ length: batch }, draw);
}
