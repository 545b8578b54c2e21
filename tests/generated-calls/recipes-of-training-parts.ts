import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import * as augmentation from 'gan-core/augmentation';
import * as distributions from 'gan-core/distributions';
import * as gradients from 'gan-core/gradients';
import * as metrics from 'gan-core/metrics';
import * as models from 'gan-core/models';
import * as optimizers from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

const { createRandom } = distributions;
const samples = () => tf.fill([4, 2], 0.5);
const logits = () => tf.fill([4, 1], 0.5);
/** For samples of any shape. */
const discriminate = (x: tf.Tensor) => tf.sum(tf.reshape(tf.square(x), [x.shape[0] ?? 1, -1]), 1);
const random = () => createRandom(1);

const ofDistributions: readonly Recipe[] = [
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

const ofGradients: readonly Recipe[] = [
  recipe('stopGradient', gradients.stopGradient, () => ({ x: samples() })),
  recipe('withoutGradients', gradients.withoutGradients, () => ({ work: () => 1 })),
  recipe('withSecondOrderGradients', gradients.withSecondOrderGradients, () => ({ work: () => 1 })),
  recipe(
    'installSecondOrderGradients',
    () => gradients.installSecondOrderGradients()(),
    () => ({}),
  ),
];

/** What a penalty is given in a step of D. */
const inputs = () => ({
  inputs: {
    discriminate,
    real: samples(),
    fake: samples(),
    realLogits: logits(),
    fakeLogits: logits(),
    random: random(),
  },
});
const penalty = (name: string, make: () => penalties.Penalty) =>
  recipe(
    `${name}().compute`,
    (given) => {
      const made = make();
      try {
        return made.compute(given);
      } finally {
        made.dispose?.();
      }
    },
    inputs,
  );
const leCam = (use: (made: penalties.Penalty, given: never) => unknown) => (given: never) => {
  const made = penalties.leCamPenalty();
  try {
    return use(made, given);
  } finally {
    made.dispose?.();
  }
};

const ofPenalties: readonly Recipe[] = [
  recipe('r1GradientPenalty', penalties.r1GradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { gamma: 1 },
  })),
  recipe('r2GradientPenalty', penalties.r2GradientPenalty, () => ({
    discriminate,
    fake: samples(),
    options: { gamma: 1 },
  })),
  recipe('wassersteinGradientPenalty', penalties.wassersteinGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { weight: 1, target: 1, oneSided: true, interpolation: tf.fill([4], 0.5) },
  })),
  recipe('wassersteinGradientPenalty', penalties.wassersteinGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { seed: 1 },
  })),
  recipe('zeroCenteredGradientPenalty', penalties.zeroCenteredGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { weight: 1, random: random() },
  })),
  recipe('zeroCenteredGradientPenalty', penalties.zeroCenteredGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { interpolation: tf.fill([4], 0.5) },
  })),
  recipe('draganGradientPenalty', penalties.draganGradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { weight: 1, noise: samples() },
  })),
  recipe('draganGradientPenalty', penalties.draganGradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { random: random() },
  })),
  recipe('leCamRegularization', penalties.leCamRegularization, () => ({
    realLogits: logits(),
    fakeLogits: logits(),
    anchors: { real: 0.5, fake: tf.scalar(0.5) },
    options: { weight: 1 },
  })),
  recipe('r1Penalty', penalties.r1Penalty, () => ({ options: { gamma: 1, every: 2 } })),
  recipe('r2Penalty', penalties.r2Penalty, () => ({ options: { gamma: 1, every: 2 } })),
  recipe('wganGpPenalty', penalties.wganGpPenalty, () => ({
    options: { weight: 1, target: 1, oneSided: true, every: 2 },
  })),
  recipe('zeroCenteredPenalty', penalties.zeroCenteredPenalty, () => ({ options: { weight: 1, every: 2 } })),
  recipe('draganPenalty', penalties.draganPenalty, () => ({ options: { weight: 1, every: 2 } })),
  recipe('leCamPenalty', penalties.leCamPenalty, () => ({ options: { weight: 1, decay: 0.5 } })),
  penalty('r1Penalty', penalties.r1Penalty),
  penalty('r2Penalty', penalties.r2Penalty),
  penalty('wganGpPenalty', penalties.wganGpPenalty),
  penalty('zeroCenteredPenalty', penalties.zeroCenteredPenalty),
  penalty('draganPenalty', penalties.draganPenalty),
  penalty('leCamPenalty', penalties.leCamPenalty),
  recipe(
    'leCamPenalty().restore',
    leCam((made, state) => made.restore?.(state)),
    () => ({
      state: { updates: 1, tensors: { real: tf.scalar(1), fake: tf.scalar(2) } },
    }),
  ),
  recipe(
    'leCamPenalty().save',
    leCam((made) => made.save?.()),
    () => ({}),
  ),
];

/** Of ones. */
function variable(shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.ones(shape)));
}

const makers: Readonly<Record<string, () => optimizers.Optimizer>> = {
  adam: optimizers.adam,
  adamW: optimizers.adamW,
  sgd: () => optimizers.sgd({ momentum: 0.5 }),
  rmsProp: optimizers.rmsProp,
  withGradientClipping: () => optimizers.withGradientClipping(optimizers.adam(), { maxNorm: 1 }),
  withWeightClipping: () => optimizers.withWeightClipping(optimizers.adam(), { limit: 1 }),
  withGradientAccumulation: () => optimizers.withGradientAccumulation(optimizers.adam(), 2),
  fromTfjsOptimizer: () => optimizers.fromTfjsOptimizer(tf.train.sgd(0.1)),
  'fromTfjsOptimizer of adam': () => optimizers.fromTfjsOptimizer(tf.train.adam(0.1)),
};
/** Uses a new optimizer, and frees it. */
const once =
  (make: () => optimizers.Optimizer, use: (made: optimizers.Optimizer, ...given: never[]) => unknown) =>
  async (...given: never[]) => {
    const made = make();
    try {
      return await use(made, ...given);
    } finally {
      made.dispose();
    }
  };
const states: Readonly<Record<string, () => object>> = {
  adam: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  adamW: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withGradientClipping: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withWeightClipping: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withGradientAccumulation: () => ({ 'gradientSum/0': tf.ones([2]) }),
  sgd: () => ({ velocity: tf.ones([2]) }),
  rmsProp: () => ({ square: tf.ones([2]) }),
  fromTfjsOptimizer: () => ({}),
  'fromTfjsOptimizer of adam': () => ({ 'dense/m': tf.ones([2]), 'dense/v': tf.ones([2]) }),
};

const ofOptimizers: readonly Recipe[] = [
  recipe('adam', optimizers.adam, () => ({
    options: { learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-7 },
  })),
  recipe('adamW', optimizers.adamW, () => ({
    options: { learningRate: () => 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-7, weightDecay: 0.1 },
  })),
  recipe('sgd', optimizers.sgd, () => ({ options: { learningRate: 0.1, momentum: 0.5, nesterov: true } })),
  recipe('rmsProp', optimizers.rmsProp, () => ({
    options: { learningRate: 0.1, rho: 0.5, momentum: 0.5, centered: true, epsilon: 1e-7 },
  })),
  recipe('cosineDecay', optimizers.cosineDecay, () => ({ options: { from: 0.1, to: 0.01, steps: 3 } })),
  recipe('cosineDecay()', optimizers.cosineDecay({ from: 0.1, steps: 3 }), () => ({ update: 1 })),
  recipe('clipByGlobalNorm', optimizers.clipByGlobalNorm, () => ({
    gradients: [samples(), null, logits()],
    maxNorm: 1,
  })),
  recipe('withGradientClipping', optimizers.withGradientClipping, () => ({
    optimizer: optimizers.adam(),
    options: { maxNorm: 1 },
  })),
  recipe('withWeightClipping', optimizers.withWeightClipping, () => ({
    optimizer: optimizers.adam(),
    options: { limit: 0.01 },
  })),
  recipe('withGradientAccumulation', optimizers.withGradientAccumulation, () => ({
    optimizer: optimizers.adam(),
    n: 2,
  })),
  recipe('fromTfjsOptimizer', optimizers.fromTfjsOptimizer, () => ({ optimizer: tf.train.sgd(0.1) })),
  ...Object.entries(makers).flatMap(([name, make]) => [
    recipe(
      `${name}().update`,
      once(make, (made, weights, given) => made.update(weights, given)),
      () => ({
        weights: [variable([2]), variable([])],
        gradients: [tf.ones([2]), null],
      }),
    ),
    recipe(
      `${name}().save`,
      once(make, (made) => made.save()),
      () => ({}),
    ),
    recipe(
      `${name}().restore`,
      once(make, (made, state) => made.restore(state)),
      () => ({
        state: { updates: 1, tensors: states[name]?.() },
      }),
    ),
    recipe(
      `${name}().dispose`,
      (...given: never[]) => make().dispose(...(given as [])),
      () => ({}),
    ),
  ]),
];

/** Outlives the calls: a model of tfjs-layers can't be made anew for each. */
const normalizing = sequential({ layers: [layers.batchNormalization({ inputShape: [1] })] });

const ofModels: readonly Recipe[] = [
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
  recipe('modeCoverage', metrics.modeCoverage, () => ({
    samples: [
      [0, 1],
      [1, 0],
    ],
    mixture: { centers: [[0, 1]], standardDeviation: 0.1 },
    options: { maxDeviations: 2 },
  })),
];

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

const ofAugmentation: readonly Recipe[] = [
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

export const recipesOfTrainingParts: readonly Recipe[] = [
  ...ofDistributions,
  ...ofGradients,
  ...ofPenalties,
  ...ofOptimizers,
  ...ofModels,
  ...ofAugmentation,
];
