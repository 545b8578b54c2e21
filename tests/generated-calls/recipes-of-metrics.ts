import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import * as metrics from 'gan-core/metrics';
import { few, shared } from './estimator-arguments';
import { type Recipe, recipe } from './recipe';

const { FeatureMoments } = metrics;
/** Where something is wrong with a block, its number stands behind the name. */
const sides = () => ({ real: few.p, generated: few.q });

/** Moments of a plane, which a method is then called of. */
const moments =
  (use: (moments: metrics.FeatureMoments, ...given: never[]) => unknown) =>
  async (...given: never[]) => {
    const made = new FeatureMoments();
    await made.add(few.p);
    return use(made, ...given);
  };

const saved = () => ({
  count: 3,
  mean: [0, 1],
  covariance: [
    [1, 0.5],
    [0.5, 2],
  ],
});

const recipesOfMoments: readonly Recipe[] = [
  recipe(
    'FeatureMoments',
    (options: object) => new FeatureMoments(options),
    () => ({ options: { seed: 1 } }),
  ),
  recipe('FeatureMoments.restore', FeatureMoments.restore, () => ({ saved: saved() }), ['state']),
  recipe(
    'FeatureMoments.add',
    moments((made, features: [], options: object) => made.add(features, options)),
    () => ({ features: few.q, options: { signal: shared().signal } }),
  ),
  recipe(
    'FeatureMoments.merge',
    moments((made, other: metrics.FeatureMoments) => made.merge(other)),
    () => ({ other: new FeatureMoments() }),
  ),
  recipe('frechetDistance', metrics.frechetDistance, () => ({ ...sides(), options: shared() })),
  recipe('frechetDistanceExtrapolated', metrics.frechetDistanceExtrapolated, () => ({
    ...sides(),
    options: { ...shared(), sides: 'both', levels: 3 },
  })),
];

const recipesOfKernels: readonly Recipe[] = [
  recipe('kernelInceptionDistance', metrics.kernelInceptionDistance, () => ({
    ...sides(),
    options: { ...shared(), subsets: 2, subsetSize: 10 },
  })),
  recipe('clipMaximumMeanDiscrepancy', metrics.clipMaximumMeanDiscrepancy, () => ({
    ...sides(),
    options: { ...shared(), bandwidth: 1, scale: 10, subsets: 'all' },
  })),
];

const recipesOfOthers: readonly Recipe[] = [
  recipe('mongeInceptionDistance', metrics.mongeInceptionDistance, () => ({
    ...sides(),
    options: { ...shared(), projections: 10 },
  })),
  recipe('inceptionScore', metrics.inceptionScore, () => ({
    outputs: few.p,
    options: { ...shared(), outputs: 'logits', splits: 2, shuffle: true },
  })),
];
const classifier = sequential({ layers: [layers.dense({ units: 1, inputShape: [2], name: 'hidden' })] });

const recipesOfFeatures: readonly Recipe[] = [
  recipe('extractFeatures', metrics.extractFeatures, () => ({
    samples: tf.tensor2d([1, 2, 3, 4], [2, 2]),
    network: (batch: tf.Tensor) => tf.square(batch),
    options: { batchSize: 1, signal: shared().signal },
  })),
  recipe('featuresFrom', metrics.featuresFrom, () => ({
    model: classifier,
    layer: 'hidden',
  })),
  recipe('digitClassifier', metrics.digitClassifier, () => ({ options: { scale: 'unit' } })),
  ...(['features', 'logits', 'probabilities', 'modes'] as const).map((name) =>
    recipe(`digitClassifier.${name}`, metrics.digitClassifier()[name], () => ({
      images: tf.zeros([1, 28, 28, 1]),
    })),
  ),
  recipe('featuresFromPipeline', metrics.featuresFromPipeline, () => ({
    pipeline: async (pictures: number[]) => ({
      dims: [pictures.length, 1],
      data: new Float32Array(pictures.length),
    }),
    options: { toImage: (pixels: Uint8ClampedArray) => pixels[0]!, scale: 'unit', tokens: 'mean' },
  })),
  recipe('pixelFeatures', metrics.pixelFeatures, () => ({ batch: tf.zeros([2, 3, 3, 1]) })),
  recipe('randomFeatures', metrics.randomFeatures, () => ({ options: { seed: 1, dimension: 3 } })),
];

/** Metrics of two sets of features, by their neighbors. */
const byNeighbors = (['precisionRecall', 'densityCoverage', 'clippedDensityCoverage'] as const).map((name) =>
  recipe(name, metrics[name], () => ({
    real: few.p,
    generated: few.q,
    options: { ...shared(), neighbors: 2 },
  })),
);

export const recipesOfMetrics: readonly Recipe[] = [
  ...byNeighbors,
  recipe('perceptualPathLength', metrics.perceptualPathLength, () => ({
    generator: (z: tf.Tensor) => tf.mul(z, 2),
    features: { apply: (x: tf.Tensor) => tf.square(x) },
    latent: normalLatent(2),
    options: {
      ...shared(),
      samples: 5,
      batchSize: 3,
      epsilon: 0.1,
      method: 'linear',
      place: 'end',
      trim: 0.1,
    },
  })),
  recipe('classifierTwoSampleTest', metrics.classifierTwoSampleTest, () => ({
    real: few.p,
    generated: few.q,
    options: { ...shared(), classifier: 'nearest-neighbors', neighbors: 3, heldOutFraction: 0.4 },
  })),
  recipe('classifierTwoSampleTest', metrics.classifierTwoSampleTest, () => ({
    real: few.p,
    generated: few.q,
  })),
  recipe('generalizationGap', metrics.generalizationGap, () => ({
    training: few.p,
    heldOut: few.q,
    generated: few.q,
    options: { ...shared(), samples: 10 },
  })),
  recipe('nearestNeighborMemorization', metrics.nearestNeighborMemorization, () => ({
    training: few.p,
    heldOut: few.q,
    generated: few.q,
    options: shared(),
  })),
  recipe('klOverModes', metrics.klOverModes, () => ({
    labels: [0, 1, 1],
    reference: [0.5, 0.5],
    options: { confidence: 0.9 },
  })),
  recipe('klOverModes', metrics.klOverModes, () => ({ labels: [0, 1, 1], reference: 2 })),
  recipe('modeCoverage', metrics.modeCoverage, () => ({
    samples: [
      [0, 1],
      [1, 0],
    ],
    mixture: { centers: [[0, 1]], standardDeviation: 0.1 },
    options: { maxDeviations: 2 },
  })),
  ...recipesOfFeatures,
  ...recipesOfMoments,
  ...recipesOfKernels,
  ...recipesOfOthers,
];
