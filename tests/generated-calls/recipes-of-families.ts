import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import { few, shared } from './estimator-arguments';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

const family = () => ({
  name: 'standard normal',
  fit: () => ({
    parameters: 0,
    logDensity: ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) => -(x * x + y * y) / 2,
    draw: () => [0, 0],
    converged: true,
    warnings: ['nothing was fitted'],
  }),
});
const fits: Readonly<Record<string, () => estimators.DensityFamily>> = {
  gaussianFamily: () => estimators.gaussianFamily(),
  gaussianMixtureFamily: () => estimators.gaussianMixtureFamily({ components: 1, restarts: 1 }),
  kernelDensityFamily: () => estimators.kernelDensityFamily({ bandwidth: 0.5 }),
  differentiableFamily: () =>
    estimators.differentiableFamily({
      parameters: { mean: [0, 0] },
      logDensity: (x, { mean }) => tf.neg(tf.sum(tf.square(tf.sub(x, mean)), 1)),
      steps: 1,
    }),
};

export const recipesOfFamilies: readonly Recipe[] = [
  recipe('gaussianFamily', estimators.gaussianFamily, () => ({ options: { covariance: 'diagonal' } })),
  recipe('gaussianMixtureFamily', estimators.gaussianMixtureFamily, () => ({
    options: {
      components: 'held-out',
      maxComponents: 2,
      covariance: 'full',
      restarts: 1,
      regularization: 1e-3,
      maxIterations: 3,
      tolerance: 1e-3,
    },
  })),
  recipe('kernelDensityFamily', estimators.kernelDensityFamily, () => ({ options: { bandwidth: 0.5 } })),
  recipe('categoricalFamily', estimators.categoricalFamily, () => ({ count: 3, options: { smoothing: 1 } })),
  recipe(
    'categoricalFamily, fitted',
    (count, options) =>
      estimators.maximumLikelihood([[0], [1], [1]], estimators.categoricalFamily(count, options)),
    () => ({ count: 2, options: { smoothing: 1 } }),
    ['samples'],
  ),
  recipe('differentiableFamily', estimators.differentiableFamily, () => ({
    options: {
      parameters: { mean: [0, 0] },
      logDensity: (x: tf.Tensor) => tf.sum(x, 1),
      draw: () => [0, 0],
      name: 'mine',
      steps: 2,
      batchSize: 4,
      learningRate: 0.1,
    },
  })),
  recipe(
    'differentiableFamily, fitted',
    (options) =>
      estimators.maximumLikelihood(few.p, estimators.differentiableFamily(options), { signal: givenUp() }),
    () => ({
      options: {
        parameters: { mean: [0, 0] },
        logDensity: (x: tf.Tensor, { mean }: { mean: tf.Tensor }) =>
          tf.neg(tf.sum(tf.square(tf.sub(x, mean)), 1)),
        steps: 2,
        batchSize: 4,
        learningRate: 0.1,
      },
    }),
    ['samples'],
  ),
  recipe('maximumLikelihood', estimators.maximumLikelihood, () => ({
    samples: few.p,
    family: family(),
    options: { seed: 1, signal: givenUp() },
  })),
  ...Object.entries(fits).flatMap(([name, make]) => {
    const fitted = async () => estimators.maximumLikelihood(few.p, make());
    return [
      recipe(
        `${name}, fitted to`,
        (samples) => estimators.maximumLikelihood(samples, make()),
        () => ({
          samples: few.p,
        }),
      ),
      ...(name === 'gaussianFamily'
        ? [
            recipe(
              'maximumLikelihood().logDensity',
              async (point) => (await fitted()).logDensity(point),
              () => ({
                point: [0.5, 0.5],
              }),
            ),
            recipe(
              'maximumLikelihood().logDensities',
              async (samples, options) => (await fitted()).logDensities(samples, options),
              () => ({ samples: few.q, options: { signal: givenUp() } }),
            ),
            recipe(
              'maximumLikelihood().sample',
              async (count, random) => (await fitted()).sample(count, random),
              () => ({ count: 3, random: createRandom(1) }),
            ),
          ]
        : []),
    ];
  }),
  recipe(
    'estimateKlByMaximumLikelihood',
    estimators.estimateKlByMaximumLikelihood,
    () => ({
      p: few.p,
      q: few.q,
      options: { ...shared(), familyP: estimators.gaussianFamily(), familyQ: family() },
    }),
    ['family'],
    3,
  ),
  recipe('estimateKlByMaximumLikelihood', estimators.estimateKlByMaximumLikelihood, () => ({
    p: few.p,
    q: few.q,
    options: { family: estimators.gaussianFamily(), signal: givenUp() },
  })),
  recipe('heldOutLogLikelihood', estimators.heldOutLogLikelihood, () => ({
    samples: few.p,
    family: family(),
    options: { ...shared(), folds: 2 },
  })),
  recipe('heldOutLogLikelihood', estimators.heldOutLogLikelihood, () => ({
    samples: few.p,
    family: family(),
    options: { fraction: 0.5, signal: givenUp() },
  })),
  recipe('estimateCrossEntropy', estimators.estimateCrossEntropy, () => ({
    p: few.p,
    density: { dimension: 2, logDensity: () => -1 },
    options: shared(),
  })),
  recipe('estimateCrossEntropy', estimators.estimateCrossEntropy, () => ({
    p: few.p,
    density: {
      logDensity: () => -1,
      logDensities: async ({ count }: estimators.SampleMatrix) => new Float64Array(count).fill(-1),
    },
    options: { signal: givenUp() },
  })),
];
