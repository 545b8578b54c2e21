import fc from 'fast-check';
import { gaussianJensenShannon } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';

const between = (meanP: number, varianceP: number, meanQ: number, varianceQ: number) =>
  gaussianJensenShannon({ mean: meanP, covariance: varianceP }, { mean: meanQ, covariance: varianceQ });

describe('gaussianJensenShannon', () => {
  // The textbook integral by mpmath 1.3.0 with 40 digits. Columns: mean and variance of p, of q, the divergence.
  it.each([
    [0, 1, 0, 1.0001, 6.24937504296503e-10],
    [0, 1, 1e-6, 1, 1.2499999999998437e-13],
    [0, 1, 1, 1, 0.11142148218473617],
    [0, 1, 0.5, 4, 0.1017605386458902],
    [0, 1, 3, 1, 0.5267773065213736],
    [0, 1, 6, 1, 0.6892979330290777],
    [0, 1, 10, 1, 0.6931463173939845],
    [0, 1, 40, 1, Math.LN2],
    [0, 1e-6, 0, 1e6, 0.6931255743263882],
    [5, 1e-6, -300, 1e6, 0.6931264600176495],
    [0, 1, 0, 1e-4, 0.6406134989704131],
    [1e4, 1, 10001, 2, 0.09707207640059196],
    [0, 1, 8, 9, 0.6295200265264399],
    [-2, 0.25, 2, 0.01, 0.6931471805003723],
  ])('agrees with mpmath: N(%d, %d) and N(%d, %d)', (meanP, varianceP, meanQ, varianceQ, expected) => {
    const actual = between(meanP, varianceP, meanQ, varianceQ);
    expect(Math.abs(actual - expected) / expected).toBeLessThan(5e-15);
  });

  it.each([
    [0.3, 1.7],
    [2, 0.2],
    [-4, 5],
    [0, 0.01],
  ])('agrees with the textbook integral by the trapezoid rule: N(0, 1) and N(%d, %d)', (mean, variance) => {
    let sum = 0;
    const step = 0.001;
    for (let x = -30; x <= 30; x += step) {
      const p = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
      const q = Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
      const m = (p + q) / 2;
      if (p > 0) sum += step * 0.5 * p * Math.log(p / m);
      if (q > 0) sum += step * 0.5 * q * Math.log(q / m);
    }
    expect(between(0, 1, mean, variance)).toBeCloseTo(sum, 11);
  });

  it('reaches log 2 for Gaussians that share nothing, however they are placed', () => {
    for (const [mean, variance] of [
      [1e20, 1],
      [-1e300, 1],
      [0, 1e-300],
      [0, 1e300],
      [1e8, 1e-8],
    ] as const)
      expect(between(0, 1, mean, variance)).toBeCloseTo(Math.LN2, 14);
    expect(between(-1e308, 1, 1e308, 1)).toBe(Math.LN2);
    expect(between(0, 1e-300, 0, 1e300)).toBe(Math.LN2);
  });

  const gaussian = fc.record({
    mean: fc.double({ min: -20, max: 20, noNaN: true }),
    covariance: fc.double({ min: -6, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
  });
  it('is symmetric to the last digit, 0 for equal ones, from 0 to log 2', () => {
    fc.assert(
      fc.property(gaussian, gaussian, (p, q) => {
        const value = gaussianJensenShannon(p, q);
        expect(gaussianJensenShannon(q, p)).toBe(value);
        expect(gaussianJensenShannon(p, p)).toBe(0);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(Math.LN2 + 1e-14);
      }),
      fixed,
    );
  });
  it('does not change under an affine map of both', () => {
    fc.assert(
      fc.property(gaussian, gaussian, fc.double({ min: 0.1, max: 10, noNaN: true }), (p, q, factor) => {
        const move = ({ mean, covariance }: typeof p) => ({
          mean: factor * mean - 3,
          covariance: covariance * factor * factor,
        });
        expect(gaussianJensenShannon(move(p), move(q))).toBeCloseTo(gaussianJensenShannon(p, q), 10);
      }),
      fixed,
    );
  });
  it('tends to Δ²/(8σ²) for close means and, by Fisher information, to ε²/16 for close variances', () => {
    expect(between(0, 2, 1e-5, 2) / (1e-10 / 16)).toBeCloseTo(1, 8);
    expect(between(0, 1, 0, 1 + 1e-6) / (1e-12 / 16)).toBeCloseTo(1, 5);
  });
});
