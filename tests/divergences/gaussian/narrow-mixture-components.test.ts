import {
  type GaussianMixture,
  gaussianJensenShannon,
  gaussianKl,
  gaussianMixtureJensenShannon,
  gaussianMixtureKl,
  gaussianMixtureSquaredHellinger,
  gaussianMixtureTotalVariation,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { measures, mixture } from './mixture-measures';

describe('components that are narrow where they are', () => {
  const half = (members: (readonly [number, number])[]) => mixture([0.5, 0.5], members);

  it('stay within their range: of mixtures that share nothing', () => {
    const p = mixture([1], [[0, 1]]);
    for (const [mean, variance] of [
      [1000, 1],
      [1000, 1e-6],
      [1e14, 1e-18],
    ] as const) {
      const q = half([
        [mean, variance],
        [-mean / 3, variance / 7],
      ]);
      expect(gaussianMixtureTotalVariation(p, q)).toBe(1);
      expect(gaussianMixtureSquaredHellinger(p, q)).toBe(1);
      expect(gaussianMixtureJensenShannon(p, q)).toBe(Math.LN2);
    }
  });

  it('keep their mass at 1e14, where float64 has 0.016 between two numbers', () => {
    // Half of both is the same N(0, 1), so that half of a closed form is left: of N(0, 1) and N(0, 2).
    const [p, q] = [1e-18, 2e-18].map((variance) =>
      half([
        [1e14, variance],
        [0, 1],
      ]),
    ) as [GaussianMixture, GaussianMixture];
    const [one, two] = [1, 2].map((covariance) => ({ mean: 0, covariance })) as [
      { mean: number; covariance: number },
      { mean: number; covariance: number },
    ];
    expect(gaussianMixtureKl(p, q)).toBeCloseTo(gaussianKl(one, two) / 2, 13);
    expect(gaussianMixtureKl(q, p)).toBeCloseTo(gaussianKl(two, one) / 2, 13);
    expect(gaussianMixtureJensenShannon(p, q)).toBeCloseTo(gaussianJensenShannon(one, two) / 2, 13);
    expect(gaussianMixtureTotalVariation(p, q)).toBeCloseTo(gaussianTotalVariation(one, two) / 2, 13);
    expect(gaussianMixtureSquaredHellinger(p, q)).toBeCloseTo(gaussianSquaredHellinger(one, two) / 2, 13);
  });

  it('depend on where they lie relative to each other only', () => {
    const at = (origin: number) =>
      [
        half([
          [origin, 1],
          [origin + 3, 1],
        ]),
        mixture([1], [[origin + 1, 1]]),
      ] as const;
    for (const measure of Object.values(measures)) {
      expect(measure(...at(1e14))).toBeCloseTo(measure(...at(0)), 13);
    }
  });
});
