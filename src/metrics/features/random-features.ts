import {
  cast,
  conv2d,
  leakyRelu,
  matMul,
  reshape,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkSize,
  checkTensor,
  checkWholeNumber,
  describeValue,
  refuseUnknownKeys,
} from '../../errors';
import { checkSeed, createRandom, type Random } from '../../random';

/** Options of {@link randomFeatures}. */
export interface RandomFeaturesOptions {
  /** Fixes the network: the same seed gives the same features. Default 0. */
  readonly seed?: number;
  /** Number of features of an image. Default 64. */
  readonly dimension?: number;
}

/** Sides of the map that is left before the last layer, at most. */
const LAST_SIDE = 4;
const FIRST_CHANNELS = 32;
const MOST_CHANNELS = 128;
const SLOPE = 0.2;

/** One layer's weights, drawn; tensors are made of them where they are used, so that nothing has to be disposed of. */
interface Weights {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/**
 * A convolutional network of random weights as a source of features, for images that no trained network is made for. Each layer halves
 * the image by 3x3 filters at a stride of 2, 32 channels at first and twice as many from layer to layer, up to 128, with
 * leakyReLU(0.2); from 4x4 on a linear layer gives the features. Weights are normal, of variance 2/((1 + 0.2²)·inputs), the last layer's
 * 1/inputs, so that features are about as large as pixels.
 *
 * Random features see shapes and textures, and no meaning. For images far from photographs, such as digits, they can say more than
 * features that were trained on photographs. Values of different seeds, dimensions or shapes of images aren't comparable: name them beside
 * the result.
 *
 * Source: Naeem et al. 2020, "Reliable Fidelity and Diversity Metrics for Generative Models", of random features; He et al. 2015, "Delving
 * Deep into Rectifiers", of the weights' variance. The network is gan-core's own.
 *
 * @param options - `seed`, `dimension`
 * @returns gives the features of images `[count, height, width, channels]`, a row for each, shape `[count, dimension]`; for
 *   {@link extractFeatures}
 * @throws ArgumentError for a wrong option; the function itself for what are no images
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { randomFeatures } from 'gan-core/metrics';
 * const features = randomFeatures({ seed: 1, dimension: 16 });
 * console.log(features(tf.ones([3, 28, 28, 1])).shape); // → [ 3, 16 ]
 * ```
 */
export function randomFeatures(options: RandomFeaturesOptions = {}): (images: Tensor) => Tensor {
  refuseUnknownKeys(options, ['seed', 'dimension']);
  const { seed = 0, dimension = 64 } = options;
  checkSeed(seed);
  checkWholeNumber('dimension', dimension, 1);
  checkSize('dimension', dimension, 'features', { most: 2 ** 16 });
  const drawn = new Map<string, readonly Weights[]>();
  return (images) => {
    checkTensor('images', images, { expected: 'images, [count, height, width, channels]', leastRank: 1 });
    if (images.rank !== 4) {
      throw new ArgumentError(
        'images',
        `got ${describeValue(images)}; expected four axes, [count, height, width, channels].`,
      );
    }
    const key = images.shape.slice(1).join();
    const weights = drawn.get(key) ?? draw(createRandom(seed), images.shape.slice(1), dimension);
    drawn.set(key, weights);
    return tidy(() => apply(cast(images, 'float32') as Tensor4D, weights));
  };
}

function apply(images: Tensor4D, weights: readonly Weights[]): Tensor {
  let maps = images;
  for (const { values, shape } of weights.slice(0, -1))
    maps = leakyRelu(
      conv2d(maps, tensor4d(values, shape as [number, number, number, number]), 2, 'same'),
      SLOPE,
    );
  const { values, shape } = weights.at(-1)!;
  const rows = reshape(maps, [maps.shape[0], shape[0]!]);
  return matMul(rows, tensor(values, [...shape]));
}

function draw(random: Random, imageShape: readonly number[], dimension: number): readonly Weights[] {
  let [height, width, channels] = imageShape as [number, number, number];
  const weights: Weights[] = [];
  for (let outputs = FIRST_CHANNELS; Math.max(height, width) > LAST_SIDE; ) {
    weights.push(normal(random, [3, 3, channels, outputs], 2 / (1 + SLOPE ** 2)));
    channels = outputs;
    outputs = Math.min(2 * outputs, MOST_CHANNELS);
    height = Math.ceil(height / 2);
    width = Math.ceil(width / 2);
  }
  weights.push(normal(random, [height * width * channels, dimension], 1));
  return weights;
}

/** Weights of variance gain/inputs, where the last axis has the outputs. */
function normal(random: Random, shape: readonly number[], gain: number): Weights {
  const inputs = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const deviation = Math.sqrt(gain / inputs);
  const values = Float32Array.from({ length: inputs * shape.at(-1)! }, () => deviation * random.normal());
  return { values, shape };
}
