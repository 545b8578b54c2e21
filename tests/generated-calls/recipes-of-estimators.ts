import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import { klFDivergence } from 'gan-core/losses';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

/** Points of the plane, in no pattern. */
function points(count: number, seed: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => [random.normal(), random.normal()]);
}
const few = { p: points(24, 1), q: points(24, 2) };
const line = { p: few.p.map(([x]) => [x as number]), q: few.q.map(([x]) => [x as number]) };
const values = few.p.flat();

/** What all estimators share. */
const shared = () => ({ seed: 1, signal: givenUp(), confidence: 0.9 });
const critic = () => ({
  ...shared(),
  steps: 2,
  batchSize: 4,
  learningRate: 0.01,
  heldOutFraction: 0.5,
  hiddenUnits: [2],
});

type Name = keyof typeof estimators;
const ofSamples = (name: Name, options: () => object, { p, q } = few, oneOf = 1): Recipe =>
  recipe(
    name,
    estimators[name] as Recipe['call'],
    () => ({ p: p, q: q, options: options() }),
    ['p', 'q', 'real', 'fake'],
    oneOf,
  );

/** A network with one weight, that a function makes. */
function linearCritic() {
  const weight = tf.tidy(() => tf.variable(tf.ones([2, 1])));
  return {
    apply: (inputs: tf.Tensor) => tf.matMul(inputs, weight as unknown as tf.Tensor2D),
    trainableWeights: [weight],
    weights: [weight],
    dispose: () => weight.dispose(),
  };
}

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

const ofFamilies: readonly Recipe[] = [
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

const ofRatios: readonly Recipe[] = [
  ofSamples('estimateDensityRatioByLogisticRegression', () => ({
    ...shared(),
    features: 'kernel',
    centers: 2,
    bandwidths: [1],
    ridges: [0.1],
    heldOutFraction: 0.5,
  })),
  ofSamples('estimateDensityRatioByLogisticRegression', () => ({ features: 'linear' })),
  ofSamples('estimateDensityRatioByUlsif', () => ({
    ...shared(),
    centers: 2,
    bandwidths: [1, 2],
    ridges: [0.1, 1],
    heldOutFraction: 0.5,
  })),
  recipe(
    'estimateDensityRatioByUlsif().ratio',
    async (samples) =>
      (
        await estimators.estimateDensityRatioByUlsif(few.p, few.q, {
          centers: 2,
          bandwidths: [1],
          ridges: [1],
        })
      ).ratio(samples),
    () => ({ samples: few.p }),
  ),
  recipe(
    'estimateDensityRatioByLogisticRegression().logRatio',
    async (samples) =>
      (
        await estimators.estimateDensityRatioByLogisticRegression(few.p, few.q, {
          features: 'linear',
          ridges: [1],
        })
      ).logRatio(samples),
    () => ({ samples: few.p }),
  ),
];

/** Every call trains a network. */
const SELDOM = 24;
const ofTraining = (name: Name, options: () => object) => ofSamples(name, options, few, SELDOM);

const ofCritics: readonly Recipe[] = [
  ofTraining('estimateKlByDonskerVaradhan', () => ({ ...critic(), critic: linearCritic })),
  ofTraining('estimateKlByDonskerVaradhan', critic),
  ofTraining('estimateKlByNwj', critic),
  ofTraining('estimateFDivergence', () => ({ ...critic(), divergence: { ...klFDivergence } })),
  ofTraining('estimateJensenShannonByDiscriminator', () => ({ ...critic(), discriminator: linearCritic })),
  recipe(
    'estimateKlByNwj, with a critic',
    async (given: estimators.TrainableModel) =>
      estimators.estimateKlByNwj(few.p, few.q, { ...critic(), critic: given }),
    () => {
      const { dispose: _, weights: __, ...model } = linearCritic();
      return { critic: model };
    },
  ),
  recipe(
    'estimateKlByNwj().details.critic',
    async (samples) => (await estimators.estimateKlByNwj(few.p, few.q, critic())).details.critic(samples),
    () => ({ samples: few.p }),
    [],
    SELDOM,
  ),
  ...(['donskerVaradhanFromCritic', 'nwjFromCritic'] as const).map((name) =>
    recipe(name, estimators[name], () => ({ p: values, q: tf.tensor1d(values), options: shared() })),
  ),
  recipe('fDivergenceFromCritic', estimators.fDivergenceFromCritic, () => ({
    p: values,
    q: tf.tensor1d(values),
    options: { ...shared(), divergence: { ...klFDivergence } },
  })),
  recipe('jensenShannonFromLogits', estimators.jensenShannonFromLogits, () => ({
    p: values,
    q: tf.tensor1d(values),
    options: shared(),
  })),
];

export const recipesOfEstimators: readonly Recipe[] = [
  ...ofFamilies,
  ...ofRatios,
  ofSamples('estimateEnergyDistance', () => ({ ...shared(), estimator: 'biased', permutations: 5 })),
  ofSamples('estimateMaximumMeanDiscrepancy', () => ({
    ...shared(),
    kernel: { name: 'rbf', bandwidth: 1 },
    estimator: 'unbiased',
    permutations: 5,
  })),
  ofSamples('estimateMaximumMeanDiscrepancy', () => ({
    kernel: { name: 'rbf-mixture', bandwidths: [1, 2] },
  })),
  ofSamples('estimateMaximumMeanDiscrepancy', () => ({ kernel: { name: 'polynomial', degree: 2 } })),
  ofSamples('estimateKlByNeighbors', () => ({ ...shared(), neighbors: 2 })),
  ofSamples('estimateJensenShannonByNeighbors', () => ({ ...shared(), heldOutFraction: 0.5 })),
  ofSamples('estimateSinkhornDivergence', () => ({
    ...shared(),
    order: 2,
    epsilon: 1,
    tolerance: 1e-2,
    iterations: 10,
  })),
  ofSamples('estimateSlicedWasserstein', () => ({ ...shared(), order: 1, projections: 3 })),
  ofSamples('estimateWasserstein', () => ({ ...shared(), order: 1 })),
  ofSamples('estimateWasserstein', () => ({ ...shared(), order: 2 }), line),
  recipe('estimateEntropyByNeighbors', estimators.estimateEntropyByNeighbors, () => ({
    p: { values: few.p.flat(), dimension: 2 },
    options: { ...shared(), neighbors: 2 },
  })),
  recipe('estimateEntropyByNeighbors', estimators.estimateEntropyByNeighbors, () => ({
    p: tf.tensor2d(few.p),
  })),
];

export const recipesOfCritics = ofCritics;
