import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as root from 'gan-core';
import * as augmentation from 'gan-core/augmentation';
import * as backends from 'gan-core/backends';
import * as callbacks from 'gan-core/callbacks';
import * as checkpoints from 'gan-core/checkpoints';
import * as distributions from 'gan-core/distributions';
import * as divergences from 'gan-core/divergences';
import * as estimators from 'gan-core/estimators';
import * as exporting from 'gan-core/export';
import * as figures from 'gan-core/figures';
import * as gradients from 'gan-core/gradients';
import * as images from 'gan-core/images';
import * as losses from 'gan-core/losses';
import * as metrics from 'gan-core/metrics';
import * as models from 'gan-core/models';
import * as node from 'gan-core/node';
import * as optimizers from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import * as trainer from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { exports } from '../../package.json';
import { generatedCalls } from './generated-call';
import { nastyValues } from './nasty-values';
import { recipesOfCallbacks } from './recipes-of-callbacks';
import { recipesOfCheckpoints } from './recipes-of-checkpoints';
import { recipesOfCritics } from './recipes-of-critics';
import { recipesOfDivergences } from './recipes-of-divergences';
import { recipesOfEstimators } from './recipes-of-estimators';
import { recipesOfExport } from './recipes-of-export';
import { recipesOfFigures } from './recipes-of-figures';
import { recipesOfGames } from './recipes-of-games';
import { recipesOfImages } from './recipes-of-images';
import { recipesOfLosses } from './recipes-of-losses';
import { recipesOfTrainer } from './recipes-of-trainer';
import { recipesOfTrainingParts } from './recipes-of-training-parts';
import { PAIRS } from './test-recipes';

const entryPoints: Readonly<Record<string, object>> = {
  '.': root,
  './augmentation': augmentation,
  './backends': backends,
  './callbacks': callbacks,
  './checkpoints': checkpoints,
  './distributions': distributions,
  './divergences': divergences,
  './estimators': estimators,
  './export': exporting,
  './figures': figures,
  './gradients': gradients,
  './images': images,
  './losses': losses,
  './metrics': metrics,
  './models': models,
  './node': node,
  './optimizers': optimizers,
  './penalties': penalties,
  './trainer': trainer,
};
const recipes = [
  ...recipesOfDivergences,
  ...recipesOfLosses,
  ...recipesOfImages,
  ...recipesOfFigures,
  ...recipesOfCheckpoints,
  ...recipesOfTrainingParts,
  ...recipesOfEstimators,
  ...recipesOfCritics,
  ...recipesOfTrainer,
  ...recipesOfGames,
  ...recipesOfExport,
  ...recipesOfCallbacks,
];
/** Made by gan-core alone. */
const errors = /Error$/;

it('every function of every entry point has a recipe for right arguments', () => {
  const names = Object.keys(exports).filter((name) => name !== './package.json');
  expect(Object.keys(entryPoints).sort()).toEqual(names.sort());
  const functions = Object.values(entryPoints).flatMap((entry) =>
    Object.entries(entry)
      .filter(
        ([name, value]) => typeof value === 'function' && (name === 'isGanCoreError' || !errors.test(name)),
      )
      .map(([name]) => name),
  );
  const covered = new Set(recipes.map(({ name }) => name));
  expect([...new Set(functions)].filter((name) => !covered.has(name))).toEqual([]);
});

it('more than 200,000 calls are made of them', async () => {
  await tf.setBackend('cpu');
  const values = nastyValues();
  const calls = recipes.reduce((sum, recipe) => sum + 1 + generatedCalls(recipe, values, PAIRS).length, 0);
  expect(calls).toBeGreaterThan(200_000);
});
