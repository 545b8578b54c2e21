import * as tf from '@tensorflow/tfjs-core';
import * as distributions from 'gan-core/distributions';
import { type Recipe, recipe } from './recipe';
import { random, samples } from './step-arguments';

export const recipesOfDistributions: readonly Recipe[] = [
  recipe('createRandom', distributions.createRandom, () => ({ seed: 1 })),
  recipe(
    'createRandom().integer',
    (bound) => random().integer(bound),
    () => ({ bound: 3 }),
  ),
  recipe(
    'createRandom().restore',
    (state) => random().restore(state),
    () => ({
      state: { words: [1, 2, 3, 4], spareNormal: 0.5 },
    }),
  ),
  recipe(
    'createRandom().fork',
    () => random().fork(),
    () => ({}),
  ),
  recipe(
    'createRandom().save',
    () => random().save(),
    () => ({}),
  ),
  recipe(
    'createRandom().next',
    () => random().next(),
    () => ({}),
  ),
  recipe(
    'createRandom().normal',
    () => random().normal(),
    () => ({}),
  ),
  recipe('normalLatent', distributions.normalLatent, () => ({ shape: [2, 3] })),
  recipe('normalLatent', distributions.normalLatent, () => ({ shape: 2 })),
  recipe('truncatedNormalLatent', distributions.truncatedNormalLatent, () => ({
    shape: 2,
    options: { threshold: 0.5 },
  })),
  recipe('interpolate', distributions.interpolate, () => ({
    a: tf.tensor1d([1, 0]),
    b: tf.tensor1d([0, 1]),
    steps: 3,
    options: { method: 'linear' },
  })),
  recipe('truncateLatent', distributions.truncateLatent, () => ({
    w: samples(),
    options: { mean: tf.zeros([2]), psi: 0.5 },
  })),
  recipe('styleMixing', distributions.styleMixing, () => ({
    first: samples(),
    second: samples(),
    options: { layers: 3, crossover: 1 },
  })),
  recipe('styleMixing', distributions.styleMixing, () => ({
    first: samples(),
    second: samples(),
    options: { layers: 3, crossover: [0, 1, 2, 3] },
  })),
  recipe('uniformLatent', distributions.uniformLatent, () => ({ shape: 2, options: { min: 0, max: 2 } })),
  recipe('gaussianRing', distributions.gaussianRing, () => ({
    options: { modes: 3, radius: 2, standardDeviation: 0.1 },
  })),
  recipe('gaussianGrid', distributions.gaussianGrid, () => ({
    options: { side: 3, spacing: 1, standardDeviation: 0.1 },
  })),
  ...Object.entries({
    normalLatent: distributions.normalLatent(2),
    uniformLatent: distributions.uniformLatent([2, 2]),
    truncatedNormalLatent: distributions.truncatedNormalLatent(2, { threshold: 2 }),
    gaussianRing: distributions.gaussianRing(),
    gaussianGrid: distributions.gaussianGrid(),
  }).map(([name, sampler]) =>
    recipe(
      `${name}().sample`,
      (count, stream) => sampler.sample(count, stream),
      () => ({
        count: 4,
        random: random(),
      }),
    ),
  ),
];
