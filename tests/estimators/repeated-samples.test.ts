import '@tensorflow/tfjs-backend-cpu';
import {
  estimateDensityRatioByLogisticRegression,
  estimateDensityRatioByUlsif,
  estimateEnergyDistance,
  estimateJensenShannonByDiscriminator,
  estimateJensenShannonByNeighbors,
  estimateKlByMaximumLikelihood,
  gaussianFamily,
  gaussianMixtureFamily,
  kernelDensityFamily,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random';
import { normal, points } from './one-dimensional-samples';

describe('samples that repeat', () => {
  const repeated = (seed: number) => {
    const distinct = normal(60, 0, seed);
    return points(Array.from({ length: 600 }, (_, index) => distinct[index % 60]!));
  };

  it('are warned of by the estimators that hold some out, and by permutation tests', async () => {
    const [p, q] = [repeated(1), repeated(2)];
    const discriminator = await estimateJensenShannonByDiscriminator(p, q, { steps: 50 });
    discriminator.details.dispose();
    for (const { warnings } of [
      discriminator,
      await estimateJensenShannonByNeighbors(p, q),
      await estimateEnergyDistance(p, q),
    ])
      expect(warnings.join()).toMatch(/1080 of the 1200 samples are copies of others of their side/);
  });

  it('stay on one side of the split: a discriminator that keeps samples does not meet them again', async () => {
    // Both sides are N(0, 1). With copies on either side of the split the value was near log 2.
    const values: number[] = [];
    for (let seed = 0; seed < 5; seed++)
      values.push(
        (await estimateJensenShannonByNeighbors(repeated(2 * seed), repeated(2 * seed + 1), { seed })).value,
      );
    expect(Math.max(...values)).toBeLessThan(0.3);
  });

  it('may be outcomes that both sides have: those are split as they come', async () => {
    const random = createRandom(5);
    const outcomes = () => Array.from({ length: 400 }, () => [random.integer(5)]);
    const { warnings } = await estimateEnergyDistance(outcomes(), outcomes());
    expect(warnings.join()).not.toMatch(/copies/);
  });
});

describe('samples of p that are samples of q too', () => {
  const shared = /samples of p are samples of q too/;
  const draw = (count: number, seed: number, step = 0) => {
    const random = createRandom(seed);
    const rounded = (value: number) => (step > 0 ? Math.round(value / step) * step : value);
    return Array.from({ length: count }, () => [rounded(random.normal())]);
  };
  const families = [
    ['Gaussians', () => gaussianFamily()],
    ['mixtures', () => gaussianMixtureFamily({ components: 2 })],
    ['kernel densities', () => kernelDensityFamily()],
  ] as const;
  const warningsOf = async (p: number[][], q: number[][], family: unknown = gaussianFamily()) =>
    (await estimateKlByMaximumLikelihood(p, q, { family: family as never })).warnings.join();

  it.each(families)('are told of by %s', async (_, family) => {
    const [p, q] = [draw(60, 1), draw(60, 2)];
    expect(await warningsOf(p, p, family())).toMatch(/^60 of the 60 samples of p are samples of q too/);
    expect(await warningsOf(p, [...p].reverse(), family())).toMatch(shared);
    const half = [...p.slice(0, 30), ...q.slice(30)];
    expect(await warningsOf(p, half, family())).toMatch(/^30 of the 60 samples of p are samples of q too/);
    expect(await warningsOf(p, [...p, ...q], family())).toMatch(shared);
    expect(await warningsOf(p, q, family())).not.toMatch(shared);
  });

  it('also of few, and of rounded ones', async () => {
    expect(await warningsOf(draw(8, 1), draw(8, 1))).toMatch(shared);
    const p = draw(1000, 1, 0.01);
    expect(await warningsOf(p, p)).toMatch(shared);
    expect(await warningsOf(p, [...p.slice(0, 500), ...draw(500, 2, 0.01)])).toMatch(shared);
  });

  it('not of rounded samples that meet by chance', async () => {
    let told = 0;
    for (const step of [1, 0.3, 0.1, 0.03, 0.01, 0.001]) {
      for (const [n, m] of [
        [60, 60],
        [1000, 1000],
        [30, 1000],
        [1000, 30],
      ] as const) {
        for (let seed = 0; seed < 10; seed++) {
          const warnings = await warningsOf(draw(n, 1000 + seed, step), draw(m, 2000 + seed, step));
          if (shared.test(warnings)) told++;
        }
      }
    }
    // Three standard deviations: one in 740 of 240.
    expect(told).toBeLessThanOrEqual(2);
  });
});

describe('density ratios of outcomes that one side repeats', () => {
  it('the divergences carry the warning too', async () => {
    const outcomes = (of: (index: number) => number) =>
      Array.from({ length: 200 }, (_, index) => [of(index)]);
    const [p, q] = [outcomes((index) => index % 4), outcomes((index) => index % 2)];
    const logistic = await estimateDensityRatioByLogisticRegression(p, q, { features: 'linear' });
    const ulsif = await estimateDensityRatioByUlsif(p, q);
    for (const { warnings } of [logistic.kl, logistic.jensenShannon, ulsif.pearson])
      expect(warnings[0]).toMatch(/samples are copies of others of their side/);
  });
});
