import * as tf from '@tensorflow/tfjs-core';
import * as augmentation from 'gan-core/augmentation';
import { type Recipe, recipe } from './recipe';
import { inputs, random } from './step-arguments';

const pictures = () => tf.fill([2, 4, 4, 3], 0.5);
/** Uses a new adaptive augmentation, and frees it. */
const adaptive =
  (use: (made: augmentation.AdaptiveAugmentation, ...given: never[]) => unknown) =>
  async (...given: never[]) => {
    const made = augmentation.adaptiveAugmentation();
    try {
      return await use(made, ...given);
    } finally {
      made.term.dispose?.();
    }
  };

export const recipesOfAugmentation: readonly Recipe[] = [
  recipe(
    'diffAugment',
    (...given) => void augmentation.diffAugment(...(given as [])),
    () => ({
      options: { policy: ['color', 'cutout'], translation: 0.2, cutout: 0.3 },
    }),
  ),
  recipe('diffAugment()', augmentation.diffAugment(), () => ({ samples: pictures(), random: random() })),
  recipe(
    'horizontalFlip',
    (...given) => void augmentation.horizontalFlip(...(given as [])),
    () => ({
      options: { probability: 0.3 },
    }),
  ),
  recipe('horizontalFlip()', augmentation.horizontalFlip(), () => ({
    samples: pictures(),
    random: random(),
  })),
  recipe(
    'augmented',
    (...given) => void augmentation.augmented(...(given as unknown as [never, never])),
    () => ({
      model: { apply: () => tf.ones([1]), trainableWeights: [] },
      augment: () => tf.ones([1]),
    }),
  ),
  recipe(
    'adaptiveAugmentation',
    (...given) => augmentation.adaptiveAugmentation(...(given as [])).term,
    () => ({
      options: { target: 0.5, kimg: 10, interval: 2, initial: 0.5, augmentations: [() => pictures()] },
    }),
  ),
  recipe(
    'adaptiveAugmentation().augment',
    adaptive((made, samples, stream) => made.augment(samples, stream)),
    () => ({ samples: pictures(), random: random() }),
  ),
  recipe(
    'adaptiveAugmentation().term.compute',
    adaptive((made, given) => made.term.compute(given)),
    inputs,
  ),
  recipe(
    'adaptiveAugmentation().term.restore',
    adaptive((made, state) => made.term.restore?.(state)),
    () => ({
      state: {
        updates: 1,
        tensors: { probability: tf.scalar(0.5), signs: tf.scalar(2), images: tf.scalar(4) },
      },
    }),
  ),
  recipe(
    'adaptiveAugmentation().probability',
    adaptive((made) => made.probability()),
    () => ({}),
  ),
];
