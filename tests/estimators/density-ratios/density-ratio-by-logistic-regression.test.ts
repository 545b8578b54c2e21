import { gaussianJensenShannon, gaussianKl } from 'gan-core/divergences';
import { estimateDensityRatioByLogisticRegression } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { along, gaussianLogRatios, gaussianSamples } from '../gaussian-samples';

describe('logistic regression', () => {
  const [pShape, qShape] = [
    { means: [0, 0], deviations: [1, 1] },
    { means: [0.8, 0], deviations: [1, 1.4] },
  ];
  const p = gaussianSamples(5000, pShape.means, pShape.deviations, 11);
  const q = gaussianSamples(3000, qShape.means, qShape.deviations, 12);
  const kl = gaussianKl({ mean: [0, 0], covariance: [1, 1] }, { mean: [0.8, 0], covariance: [1, 1.4 ** 2] });

  it.each(['quadratic', 'kernel'] as const)('with %s features finds log p/q and KL', async (features) => {
    const settings = features === 'kernel' ? { bandwidths: [1], centers: 40 } : {};
    const estimate = await estimateDensityRatioByLogisticRegression(p, q, { features, ...settings });
    const { value, standardError, converged } = estimate.kl;
    expect(converged).toBe(true);
    expect(Math.abs(value - kl)).toBeLessThan(4 * standardError + (features === 'kernel' ? 0.02 : 0));
    const fresh = gaussianSamples(300, pShape.means, pShape.deviations, 13);
    const [found, exact] = [await estimate.logRatio(fresh), gaussianLogRatios(fresh, pShape, qShape)];
    const error = exact.reduce((sum, expected, i) => sum + Math.abs(expected - found[i]!), 0) / 300;
    // The sides have unlike counts: a logit that took them for odds would be off by log(5/3) = 0.51.
    expect(error).toBeLessThan(features === 'kernel' ? 0.15 : 0.07);
    expect([...(await estimate.ratio(fresh))]).toEqual([...found].map(Math.exp));
  });

  it('reads JS too', async () => {
    const one = { bounds: gaussianSamples(4000, [0], [1], 14), other: gaussianSamples(4000, [1], [1], 15) };
    const { jensenShannon } = await estimateDensityRatioByLogisticRegression(one.bounds, one.other, {
      features: 'linear',
    });
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 1, covariance: 1 });
    expect(Math.abs(jensenShannon.value - exact)).toBeLessThan(4 * jensenShannon.standardError);
    expect(jensenShannon.unit).toBe('nats');
  });

  it('stays finite where the samples separate', async () => {
    const {
      jensenShannon,
      kl: bound,
      ratio,
    } = await estimateDensityRatioByLogisticRegression(
      gaussianSamples(300, [0], [1], 16),
      gaussianSamples(300, [1000], [1], 17),
    );
    expect(jensenShannon.value).toBeGreaterThan(0.65);
    expect(jensenShannon.value).toBeLessThanOrEqual(Math.LN2);
    expect(Number.isFinite(bound.value)).toBe(true);
    expect((await ratio([[0], [1000]])).every(Number.isFinite)).toBe(true);
  });

  it('refuses what it cannot use', async () => {
    const wide = gaussianSamples(20, along(60, 0), along(60, 1), 18);
    const refused: [object, RegExp][] = [
      [{ features: 'cubic' }, /^features: got the string 'cubic'; expected 'linear'/],
      [{ features: 'quadratic' }, /^features: gives 1890 features of 60 dimensions; expected at most 1000/],
      [{ features: 'quadratic' }, /Take 'linear' or 'kernel' features, or samples of fewer dimensions\.$/],
      [{ features: 'kernel', centers: 5000 }, /^centers: gives 5000 features; .* Take fewer\.$/],
    ];
    for (const [options, message] of refused) {
      await expect(estimateDensityRatioByLogisticRegression(wide, wide, options)).rejects.toThrow(message);
    }
    const wider = gaussianSamples(20, along(1001, 0), along(1001, 1), 19);
    for (const features of ['linear', 'quadratic'] as const) {
      await expect(estimateDensityRatioByLogisticRegression(wider, wider, { features })).rejects.toThrow(
        /^features: gives \d+ features of 1001 dimensions; .* Take 'kernel' features, or samples of fewer dimensions\.$/,
      );
    }
  });
});
