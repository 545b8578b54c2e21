import '#tfjs-gradients';
import { mean, type Scalar, squaredDifference, stack, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { checkFloats } from './reduction';

/**
 * Feature matching: ‖E φ(x) − E φ(G(z))‖², the squared Euclidean distance between the mean features of a real and of a
 * generated batch. A loss for G, in place of its adversarial half or beside it; φ is usually a layer of D.
 *
 * Convention: the mean runs over the first axis, the squares are summed over all others (no mean over features). It
 * compares batches, so it has no loss a sample and no `reduction`. With the features of several layers, their losses add.
 *
 * Source: Salimans et al. 2016, "Improved Techniques for Training GANs", §3.1.
 *
 * @param realFeatures - φ of a real batch, samples along the first axis; or one such tensor a layer
 * @param fakeFeatures - φ of a generated batch: the same shapes, but for the number of samples
 * @returns the loss, ≥ 0
 * @throws ArgumentError for features that aren't float32 tensors of fitting shapes
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { featureMatchingLoss } from 'gan-core/losses';
 * const real = tf.tensor2d([[1, 2], [3, 4]]);
 * const fake = tf.tensor2d([[0, 0]]);
 * // The means are [2, 3] and [0, 0]: 2² + 3².
 * console.log(featureMatchingLoss(real, fake).arraySync()); // → 13
 * ```
 */
export function featureMatchingLoss(
  realFeatures: Tensor | readonly Tensor[],
  fakeFeatures: Tensor | readonly Tensor[],
): Scalar {
  const real = checkFeatures('realFeatures', realFeatures);
  const fake = checkFeatures('fakeFeatures', fakeFeatures);
  const features = (layers: readonly Tensor[]) => layers.map(({ shape }) => `[${shape.slice(1)}]`).join(', ');
  if (features(real) !== features(fake)) {
    throw new ArgumentError(
      'fakeFeatures',
      `got features of shape ${features(fake)}; expected ${features(real)}, as realFeatures.`,
    );
  }
  return tidy(() =>
    sum(stack(real.map((layer, index) => sum(squaredDifference(mean(layer, 0), mean(fake[index]!, 0)))))),
  ) as Scalar;
}

function checkFeatures(argument: string, features: Tensor | readonly Tensor[]): readonly Tensor[] {
  const layers = Array.isArray(features) ? (features as readonly Tensor[]) : [features as Tensor];
  if (layers.length === 0)
    throw new ArgumentError(argument, 'got an empty array; expected a tensor a layer.');
  for (const layer of layers) {
    checkFloats(argument, layer, 'of features, samples along its first axis');
    if (layer.rank === 0)
      throw new ArgumentError(argument, 'got a scalar; expected samples along the first axis.');
  }
  return layers;
}
