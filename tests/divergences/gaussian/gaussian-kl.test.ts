import fc from 'fast-check';
import { type Gaussian, gaussianKl } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

describe('gaussianKl', () => {
  it('by hand: log(σq/σp) + (σp² + Δ²)/(2σq²) − ½ in one dimension', () => {
    // N(0, 1) against N(1, 4)
    expect(gaussianKl({ mean: 0, covariance: 1 }, { mean: 1, covariance: 4 })).toBeCloseTo(
      Math.log(2) - 1 / 4,
      15,
    );
    // Only the means differ: Δ²/(2σ²)
    expect(gaussianKl({ mean: 3, covariance: 4 }, { mean: 1, covariance: 4 })).toBe(0.5);
  });

  it.each<[string, Gaussian, Gaussian, number, number]>([
    [
      'full in three dimensions',
      {
        mean: [0, 1, -1],
        covariance: [
          [2, 0.5, 0],
          [0.5, 1, 0.25],
          [0, 0.25, 3],
        ],
      },
      {
        mean: [0.5, 0, 0],
        covariance: [
          [1, -0.25, 0.5],
          [-0.25, 2, 0],
          [0.5, 0, 1.5],
        ],
      },
      1.4856058606511062,
      1e-14,
    ],
    [
      'neighbors in one dimension',
      { mean: 1, covariance: 2 },
      { mean: 1 + 2 ** -20, covariance: 2 + 2 ** -19 },
      4.547468449259673e-13,
      1e-15,
    ],
    [
      'diagonal, far apart in scale',
      { mean: [0, 1], covariance: [1e-6, 1e6] },
      { mean: [3, -1], covariance: [1e-5, 4e5] },
      450000.9931521805,
      1e-15,
    ],
    [
      'full against diagonal',
      {
        mean: [0, 1],
        covariance: [
          [1, 0.5],
          [0.5, 2],
        ],
      },
      { mean: [3, -1], covariance: [4, 0.25] },
      11.97019210603229,
      1e-15,
    ],
    [
      'diagonal against full',
      { mean: [3, -1], covariance: [4, 0.25] },
      {
        mean: [0, 1],
        covariance: [
          [1, 0.5],
          [0.5, 2],
        ],
      },
      9.636950751110568,
      1e-15,
    ],
  ])('agrees with mpmath: %s', (_, p, q, expected, tolerance) => {
    expect(relative(gaussianKl(p, q), expected)).toBeLessThan(tolerance);
  });

  it('agrees with ∫ p log(p/q) by the trapezoid rule', () => {
    for (const [mean, variance] of [
      [0, 1.0001],
      [1, 0.3],
      [-2, 7],
    ] as const) {
      let sum = 0;
      const step = 0.01;
      for (let x = -12; x <= 12; x += step) {
        const logP = (-x * x) / 2 - Math.log(2 * Math.PI) / 2;
        const logQ = -((x - mean) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2;
        sum += step * Math.exp(logP) * (logP - logQ);
      }
      expect(gaussianKl({ mean: 0, covariance: 1 }, { mean, covariance: variance })).toBeCloseTo(sum, 12);
    }
  });

  it('takes a number, a diagonal and a full matrix for the same thing', () => {
    const q = { mean: [1], covariance: [[3]] };
    const expected = gaussianKl({ mean: 0, covariance: 2 }, q);
    expect(gaussianKl({ mean: [0], covariance: [2] }, q)).toBe(expected);
    expect(gaussianKl({ mean: new Float64Array([0]), covariance: [new Float64Array([2])] }, q)).toBe(
      expected,
    );
  });

  const vector = (size: number) =>
    fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: size, maxLength: size });
  const matrix = (size: number) => fc.array(vector(size), { minLength: size, maxLength: size });
  const multiply = (a: number[][], b: number[][]) =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
  const transpose = (a: number[][]) => a[0]!.map((_, j) => a.map((row) => row[j]!));
  /** B·Bᵀ + I: well conditioned, positive definite and, by its making, symmetric. */
  const covariance = (b: number[][]) =>
    multiply(b, transpose(b)).map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0)));
  const two = fc
    .integer({ min: 1, max: 4 })
    .chain((n) => fc.tuple(vector(n), matrix(n), vector(n), matrix(n), vector(n), matrix(n)));

  it('is 0 for equal Gaussians, exactly, and not negative for others', () => {
    fc.assert(
      fc.property(two, ([meanP, b, meanQ, c]) => {
        const p = { mean: meanP, covariance: covariance(b) };
        expect(gaussianKl(p, p)).toBe(0);
        expect(gaussianKl(p, { mean: meanQ, covariance: covariance(c) })).toBeGreaterThanOrEqual(0);
      }),
      fixed,
    );
  });

  it('does not change under an affine map of both', () => {
    fc.assert(
      fc.property(two, ([meanP, b, meanQ, c, shift, map]) => {
        // A diagonally dominant map: invertible.
        const a = map.map((row, i) => row.map((value, j) => (i === j ? 10 : value)));
        const move = (mean: number[], root: number[][]): Gaussian => ({
          mean: multiply(
            a,
            mean.map((value) => [value]),
          ).map((row, i) => row[0]! + shift[i]!),
          covariance: multiply(multiply(a, covariance(root)), transpose(a)),
        });
        const before = gaussianKl(
          { mean: meanP, covariance: covariance(b) },
          { mean: meanQ, covariance: covariance(c) },
        );
        const after = gaussianKl(move(meanP, b), move(meanQ, c));
        expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-9 * (1 + before));
      }),
      fixed,
    );
  });

  it('adds up over independent dimensions', () => {
    const sum =
      gaussianKl({ mean: 0, covariance: 1 }, { mean: 1, covariance: 2 }) +
      gaussianKl({ mean: 5, covariance: 3 }, { mean: 4, covariance: 0.5 });
    expect(
      gaussianKl(
        {
          mean: [0, 5],
          covariance: [
            [1, 0],
            [0, 3],
          ],
        },
        { mean: [1, 4], covariance: [2, 0.5] },
      ),
    ).toBeCloseTo(sum, 14);
  });
});
