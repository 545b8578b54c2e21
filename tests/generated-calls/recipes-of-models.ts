import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import * as distributions from 'gan-core/distributions';
import * as models from 'gan-core/models';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

/** Outlives the calls: a model of tfjs-layers can't be made anew for each. */
const normalizing = sequential({ layers: [layers.batchNormalization({ inputShape: [1] })] });

export const recipesOfModels: readonly Recipe[] = [
  // It can't be disposed of before it is built.
  recipe(
    'spectralNormalization',
    (...given) =>
      void models.spectralNormalization(
        ...(given as unknown as Parameters<typeof models.spectralNormalization>),
      ),
    () => ({
      layer: layers.dense({ units: 1 }),
      options: { powerIterations: 2 },
    }),
  ),
  recipe(
    'standingStatistics',
    models.standingStatistics,
    () => ({
      model: normalizing,
      options: {
        latent: distributions.normalLatent(1),
        condition: () => tf.ones([2, 1]),
        batches: 2,
        batchSize: 2,
        seed: 1,
        signal: givenUp(),
      },
    }),
    ['inputs'],
  ),
  recipe(
    'standingStatistics',
    models.standingStatistics,
    () => ({
      model: normalizing,
      options: { inputs: () => tf.tensor2d([[1], [2]]), batches: 2, signal: givenUp() },
    }),
    ['latent'],
  ),
  recipe('registerLayers', models.registerLayers, () => ({})),
];
