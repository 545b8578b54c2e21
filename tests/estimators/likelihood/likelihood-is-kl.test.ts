import { gaussianMixtureKl } from 'gan-core/divergences';
import { gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawMixture } from './draws';

describe('maximum likelihood is minimum KL', () => {
  it('for a Gaussian fitted to a mixture: the fit is where KL from the mixture is least', async () => {
    const mixture = {
      weights: [0.3, 0.7],
      components: [
        { mean: -2, covariance: 0.25 },
        { mean: 1, covariance: 1 },
      ],
    };
    const samples = drawMixture(100_000, mixture.weights, [[-2], [1]], [0.5, 1], 2);
    const { parameters } = await maximumLikelihood(samples, gaussianFamily());
    const [mean, variance] = [Number(parameters.mean[0]), Number(parameters.covariance.flat()[0])];
    const klTo = (m: number, v: number) =>
      gaussianMixtureKl(mixture, { weights: [1], components: [{ mean: m, covariance: v }] });
    const fitted = klTo(mean, variance);
    // Moves of ten standard errors of the fit or more: σ/√n of the mean, about √2·σ²/√n of the variance.
    const [meanStep, varianceStep] = [
      (10 * Math.sqrt(variance)) / Math.sqrt(100_000),
      (10 * Math.SQRT2 * variance) / Math.sqrt(100_000),
    ];
    for (const step of [-4, -2, -1, 1, 2, 4]) {
      expect(klTo(mean + step * meanStep, variance)).toBeGreaterThan(fitted);
      expect(klTo(mean, variance + step * varianceStep)).toBeGreaterThan(fitted);
    }
  });
});
