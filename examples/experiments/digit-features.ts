import type { Tensor } from '@tensorflow/tfjs-core';
import { digitClassifier, randomFeatures } from 'gan-core/metrics';

/** Sources of features for pictures of digits, by the name that they have in jobs. */
export const digitFeatures: Readonly<Record<string, () => (pictures: Tensor) => Tensor>> = {
  /** A convolutional network of random weights: it knows no digits, and sees strokes all the same. */
  random: () => randomFeatures({ seed: 0, dimension: 64 }),
  /** The classifier of digits that comes with gan-core. */
  classifier: () => digitClassifier().features,
};
