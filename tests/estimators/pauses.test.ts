import {
  estimateDensityRatioByLogisticRegression,
  estimateDensityRatioByUlsif,
  estimateEnergyDistance,
  estimateJensenShannonByNeighbors,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbors,
  estimateSinkhornDivergence,
  estimateSlicedWasserstein,
  gaussianFamily,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { watch } from '../../bench/stretches/watch';
import { along, gaussianSamples } from './gaussian-samples';

const pair = (count: number, dimension: number) =>
  [
    gaussianSamples(count, along(dimension, 0), along(dimension, 1), 1),
    gaussianSamples(count, along(dimension, 0.5), along(dimension, 1), 2),
  ] as const;

describe('an estimator that is at work', () => {
  // Each of them held the event loop for 0.3 to 1.5 s of computing at such sizes.
  it.each([
    ['uLSIF', estimateDensityRatioByUlsif, 50_000, 1, {}],
    ['logistic regression', estimateDensityRatioByLogisticRegression, 50_000, 1, { features: 'kernel' }],
    ['KL by neighbors', estimateKlByNeighbors, 2_000, 784, {}],
    ['Gaussians', estimateKlByMaximumLikelihood, 2_000, 784, { family: gaussianFamily() }],
    ['the energy distance', estimateEnergyDistance, 200, 12_288, {}],
    ['sliced Wasserstein', estimateSlicedWasserstein, 200, 12_288, {}],
    ['the Sinkhorn divergence', estimateSinkhornDivergence, 4_000, 10, {}],
  ] as const)('lets others run, and hears its signal: %s', async (_, estimate, count, dimension, options) => {
    const [p, q] = pair(count, dimension);
    const run = estimate as (p: unknown, q: unknown, options: object) => Promise<unknown>;
    for (const abortAfter of [0, 100, 700]) {
      const { computing } = await watch((signal) => run(p, q, { ...options, signal }), abortAfter);
      // 50 ms alone; the other work of a busy machine counts in.
      expect(computing).toBeLessThan(200);
    }
  });
});

describe('an estimator of half a million rounded samples', () => {
  const rounded = (shift: number, seed: number) => {
    const { values, dimension } = gaussianSamples(500_000, [shift], [1], seed);
    return { values: Float64Array.from(values, (value) => Math.round(value * 1000) / 1000), dimension };
  };
  const [p, q] = [rounded(0, 1), rounded(0.5, 2)];
  // Copies on one side of a split, and relabelings for a test, were one piece of 0.3 to 0.6 s each.
  it.each([
    ['logistic regression', estimateDensityRatioByLogisticRegression],
    ['JS by neighbors', estimateJensenShannonByNeighbors],
    ['the energy distance', estimateEnergyDistance],
  ] as const)('lets others run: %s', async (_, estimate) => {
    const run = estimate as (p: unknown, q: unknown, options: object) => Promise<unknown>;
    const { computing } = await watch((signal) => run(p, q, { signal }), 3000);
    expect(computing).toBeLessThan(200);
  });
});
