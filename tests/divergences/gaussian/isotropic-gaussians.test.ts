import fc from 'fast-check';
import {
  gaussianJensenShannon,
  gaussianKl,
  gaussianRenyi,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
  gaussianWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

const relative = (actual: number, expected: number) =>
  Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-12);

/** Two isotropic Gaussians of as many dimensions: means and variances. */
const pairs = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    mean: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: size, maxLength: size }),
    other: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: size, maxLength: size }),
    variance: fc.double({ min: 0.25, max: 4, noNaN: true }),
    otherVariance: fc.double({ min: 0.25, max: 4, noNaN: true }),
  }),
);
const squaredDistance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, axis) => sum + (value - b[axis]!) ** 2, 0);

describe('one number as covariance is σ²·I', () => {
  it('KL, Wasserstein-2 and Hellinger have their closed forms in any dimension', () => {
    fc.assert(
      fc.property(pairs, ({ mean, other, variance: v, otherVariance: w }) => {
        const [p, q] = [
          { mean, covariance: v },
          { mean: other, covariance: w },
        ];
        const [size, squared] = [mean.length, squaredDistance(mean, other)];
        const kl = (size / 2) * (v / w - 1 - Math.log(v / w)) + squared / (2 * w);
        expect(Math.abs(gaussianKl(p, q) - kl)).toBeLessThan(1e-13 * (1 + kl));
        const wasserstein = squared + size * (Math.sqrt(v) - Math.sqrt(w)) ** 2;
        expect(Math.abs(gaussianWasserstein2Squared(p, q) - wasserstein)).toBeLessThan(
          1e-13 * (1 + wasserstein),
        );
        const coefficient =
          ((2 * Math.sqrt(v * w)) / (v + w)) ** (size / 2) * Math.exp(-squared / (4 * (v + w)));
        expect(Math.abs(gaussianSquaredHellinger(p, q) - (1 - coefficient))).toBeLessThan(1e-14);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('of equal variances, what counts is the distance of the means: as in one dimension', () => {
    const far = Math.hypot(1, 2, -0.5);
    const [p, q] = [
      { mean: [0, 1, 0.5], covariance: 0.36 },
      { mean: [1, 3, 0], covariance: 0.36 },
    ];
    const [along, away] = [
      { mean: 0, covariance: 0.36 },
      { mean: far, covariance: 0.36 },
    ];
    for (const divergence of [gaussianJensenShannon, gaussianTotalVariation]) {
      expect(relative(divergence(p, q), divergence(along, away))).toBeLessThan(1e-13);
    }
    // Rényi's is α·|Δ|²/(2σ²) there.
    expect(relative(gaussianRenyi(p, q, 3), (3 * far ** 2) / (2 * 0.36))).toBeLessThan(1e-14);
  });
});
