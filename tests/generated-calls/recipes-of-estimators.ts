import * as tf from '@tensorflow/tfjs-core';
import * as estimators from 'gan-core/estimators';
import { few, ofSamples, shared } from './estimator-arguments';
import { type Recipe, recipe } from './recipe';
import { recipesOfFamilies } from './recipes-of-families';

const line = { p: few.p.map(([x]) => [x as number]), q: few.q.map(([x]) => [x as number]) };

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

export const recipesOfEstimators: readonly Recipe[] = [
  ...recipesOfFamilies,
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
