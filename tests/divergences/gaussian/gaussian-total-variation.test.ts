import fc from 'fast-check';
import {
  gaussianJensenShannon,
  gaussianKl,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';
import { gaussiansAndMap, moved, multiply, transpose } from './gaussian-pairs';

const runs = { ...fixed, numRuns: 1000 };

describe('gaussianTotalVariation', () => {
  const one = (mean: number, covariance: number) => ({ mean, covariance });
  // Φ between the signChanges, by mpmath 1.2.1 with 40 digits.
  it.each([
    [0, 1, 1, 4, 0.39006566012105565],
    [0, 1, 0, 4, 0.32267456883476864],
    [0, 1, 3, 1, 0.8663855974622838],
    [-1, 0.25, 2, 9, 0.797384787513019],
    [0, 1, 0, 1 + 2 ** -20, 2.307611552606387e-7],
    [0, 1, 2 ** -20, 1, 3.804610065473724e-7],
    [0, 1e-8, 5, 1, 0.9999999979965182],
  ])('of N(%d, %d) and N(%d, %d)', (meanP, varianceP, meanQ, varianceQ, expected) => {
    const value = gaussianTotalVariation(one(meanP, varianceP), one(meanQ, varianceQ));
    expect(Math.abs(value - expected)).toBeLessThan(2e-15);
    expect(gaussianTotalVariation(one(meanQ, varianceQ), one(meanP, varianceP))).toBeCloseTo(value, 14);
  });

  it('of N(0, I) and N(0, σ²I) in the plane is exp(−R²/(2σ²)) − exp(−R²/2), R where they cross', () => {
    for (const variance of [4, 1.5, 100, 0.25, 1 + 2 ** -10]) {
      const square = (2 * Math.log(variance)) / (1 - 1 / variance);
      const expected = Math.abs(Math.exp(-square / (2 * variance)) - Math.exp(-square / 2));
      const value = gaussianTotalVariation(
        { mean: [0, 0], covariance: [1, 1] },
        { mean: [0, 0], covariance: [variance, variance] },
      );
      expect(Math.abs(value - expected)).toBeLessThan(1e-13);
    }
  });

  it('of equal covariances is erf(δ/√8) in any dimension', () => {
    const covariance = [
      [2, 0.5, 0],
      [0.5, 1, 0.25],
      [0, 0.25, 3],
    ];
    const [p, q] = [
      { mean: [0, 0, 0], covariance },
      { mean: [1, -2, 0.5], covariance },
    ];
    // For equal covariances KL is δ²/2, and erf is the mass of N(0, 1) within ±δ/2.
    const half = Math.sqrt(2 * gaussianKl(p, q)) / 2;
    let mass = 0;
    for (let k = 0; k < 1e5; k++) {
      const z = ((k + 0.5) / 1e5) * half;
      mass += Math.exp((-z * z) / 2) * (half / 1e5);
    }
    expect(gaussianTotalVariation(p, q)).toBeCloseTo((2 * mass) / Math.sqrt(2 * Math.PI), 9);
  });

  it('agrees with the inversion 1 − (1/2π) ∫ C(½ + it)/(¼ + t²) dt, C by complex determinants', () => {
    // min(1, y) = (1/2πi) ∫ y^s/(s(1 − s)) ds; t = ½ sinh u. Chosen so that C falls fast.
    for (const [a, b, c, d] of [
      [2, 0.5, 0.5, 0.3],
      [1, 3, 0.5, 0],
      [1.5, 1.6, 2, -3],
      [1.5, 1 / 1.5, 0.1, 0.1],
      [1.0001, 1, 0, 0.5],
      [1e6, 1e-6, 0, 1],
    ] as const) {
      let sum = 0;
      const step = 1 / 1024;
      for (let u = -30; u <= 30; u += step) {
        const t = Math.sinh(u) / 2;
        let real = 0;
        let imaginary = 0;
        for (const [variance, shift] of [
          [a, c],
          [b, d],
        ] as const) {
          const [x, y] = [(1 + variance) / 2, t * (1 - variance)];
          const square = x * x + y * y;
          const weight = ((0.25 + t * t) * shift * shift) / 2 / square;
          real += Math.log(variance) / 4 - Math.log(square) / 4 - weight * x;
          imaginary += -(t * Math.log(variance)) / 2 - Math.atan2(y, x) / 2 + weight * y;
        }
        sum += (step * Math.exp(real) * Math.cos(imaginary)) / Math.cosh(u);
      }
      const p = { mean: [0, 0], covariance: [1, 1] };
      const q = { mean: [c, d], covariance: [a, b] };
      expect(Math.abs(gaussianTotalVariation(p, q) - (1 - sum / Math.PI))).toBeLessThan(1e-11);
    }
  });

  it('is 1 for Gaussians that share nothing', () => {
    expect(gaussianTotalVariation(one(-1e308, 1), one(1e308, 1))).toBe(1);
    expect(gaussianTotalVariation(one(0, 1e-300), one(0, 1e300))).toBe(1);
    expect(gaussianTotalVariation(one(0, 1), one(20, 1))).toBe(1);
  });

  it('is 0 for equal ones, symmetric, unchanged by affine maps, and keeps the order of bounds', () => {
    fc.assert(
      fc.property(gaussiansAndMap(1, 2), ({ p, q, map, shift }) => {
        const value = gaussianTotalVariation(p, q);
        expect(gaussianTotalVariation(p, p)).toBe(0);
        if (p.mean.some((mean, i) => mean !== q.mean[i])) expect(value).toBeGreaterThan(0);
        expect(gaussianTotalVariation(q, p)).toBeCloseTo(value, 12);
        expect(gaussianTotalVariation(moved(p, map, shift), moved(q, map, shift))).toBeCloseTo(value, 10);
        // H² ≤ TV ≤ √(1 − (1 − H²)²) ≤ √2·H; Pinsker; JS ≤ log 2·TV
        const squared = gaussianSquaredHellinger(p, q);
        expect(value).toBeGreaterThanOrEqual(squared - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.sqrt(squared * (2 - squared)) + 1e-12);
        expect(value).toBeLessThanOrEqual(Math.sqrt(gaussianKl(p, q) / 2) + 1e-12);
        expect(gaussianJensenShannon(p, q)).toBeLessThanOrEqual(Math.LN2 * value + 1e-12);
      }),
      runs,
    );
  }, 300_000);

  it('does not depend on dimensions in which the two agree', () => {
    const turn = [
      [1, 2, 0.5],
      [-1, 1, 0],
      [0.25, 0, 2],
    ];
    const covariance = multiply(turn, transpose(turn));
    const p = { mean: [0, 0, 0], covariance };
    const q = { mean: turn.map((row) => row[0]! * 2 + row[1]! - row[2]!), covariance };
    // In the coordinates that `turn` starts from: N(0, I) and N((2, 1, −1), I), at the distance √6.
    const expected = gaussianTotalVariation(one(0, 1), one(Math.sqrt(6), 1));
    expect(gaussianTotalVariation(p, q)).toBeCloseTo(expected, 14);
    // One variance differs, and the means along the other two: their length is what counts.
    const wide = gaussianTotalVariation(
      { mean: [0, 0], covariance: [1, 1] },
      { mean: [1, 5], covariance: [3, 1] },
    );
    expect(
      gaussianTotalVariation(
        { mean: [0, 0, 0], covariance: [1, 1, 1] },
        { mean: [1, 3, 4], covariance: [3, 1, 1] },
      ),
    ).toBeCloseTo(wide, 14);
    // The same in full matrices, whose rounding must not make the even axes differ.
    const variances = (first: number) => [
      [first, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const shift = [0, 0, 0];
    expect(
      gaussianTotalVariation(
        moved({ mean: [0, 0, 0], covariance: variances(1) }, turn, shift),
        moved({ mean: [1, 3, 4], covariance: variances(3) }, turn, shift),
      ),
    ).toBeCloseTo(wide, 12);
  });
});
