import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import * as metrics from 'gan-core/metrics';
import { few, shared } from './estimator-arguments';
import { type Recipe, recipe } from './recipe';

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
];
