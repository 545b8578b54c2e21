import fc from 'fast-check';
import {
  type Gaussian,
  gaussianJensenShannon,
  gaussianKl,
  gaussianSquaredHellinger,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';
import { type FullGaussian, gaussiansAndMap, moved } from './gaussian-pairs';

const runs = { ...fixed, numRuns: 1000 };
const close = (actual: number, expected: number, digits: number) =>
  expect(Math.abs(actual - expected), `${actual} is ${expected}`).toBeLessThanOrEqual(
    digits * Math.abs(expected),
  );

/** ½ ∫ p log(p/m) + ½ ∫ q log(q/m) in the plane, by the trapezoid rule, from densities written out here. */
function byGrid(p: FullGaussian, q: FullGaussian, reach: number, step: number): number {
  const density = ({ mean, covariance }: FullGaussian) => {
    const [[a, b], [, d]] = covariance as [[number, number], [number, number]];
    const determinant = a * d - b * b;
    return (x: number, y: number) => {
      const [u, v] = [x - mean[0]!, y - mean[1]!];
      const distance = (d * u * u - 2 * b * u * v + a * v * v) / determinant;
      return Math.exp(-distance / 2) / (2 * Math.PI * Math.sqrt(determinant));
    };
  };
  const [first, second] = [density(p), density(q)];
  let sum = 0;
  for (let x = -reach; x <= reach; x += step) {
    for (let y = -reach; y <= reach; y += step) {
      const [a, b] = [first(x, y), second(x, y)];
      if (a > 0) sum += a * Math.log((2 * a) / (a + b));
      if (b > 0) sum += b * Math.log((2 * b) / (a + b));
    }
  }
  return (sum * step * step) / 2;
}

describe('gaussianJensenShannon in more dimensions than one', () => {
  // N(0, I) and N(0, σ²I): an integral over the radius, by mpmath 1.2.1 with 40 digits.
  it.each([
    [2, 4, 0.1733153509066061],
    [3, 1.5, 0.029264915864569547],
    [5, 9, 0.5538147306171058],
    [10, 2, 0.22608296900222527],
  ])('agrees with the radial integral: %d dimensions, variances 1 and %d', (size, variance, expected) => {
    const zero = new Array<number>(size).fill(0);
    const p = { mean: zero, covariance: zero.map(() => 1) };
    const q = { mean: zero, covariance: zero.map(() => variance) };
    close(gaussianJensenShannon(p, q), expected, 4e-15);
    close(gaussianJensenShannon(q, p), expected, 4e-15);
  });

  it.each<[string, FullGaussian, FullGaussian]>([
    [
      'turned against each other',
      {
        mean: [0, 0],
        covariance: [
          [2, 0.9],
          [0.9, 1],
        ],
      },
      {
        mean: [0.5, -1],
        covariance: [
          [1, -0.5],
          [-0.5, 1.5],
        ],
      },
    ],
    [
      'one wide, one narrow',
      {
        mean: [1, 0],
        covariance: [
          [4, 1],
          [1, 2],
        ],
      },
      {
        mean: [0, 1],
        covariance: [
          [0.5, 0.1],
          [0.1, 0.4],
        ],
      },
    ],
    [
      'far apart',
      {
        mean: [-2, -2],
        covariance: [
          [1, 0.2],
          [0.2, 1],
        ],
      },
      {
        mean: [2, 1],
        covariance: [
          [1.5, 0],
          [0, 0.75],
        ],
      },
    ],
  ])('agrees with the textbook integral on a grid of the plane: %s', (_, p, q) => {
    // The integrand is analytic; its nearest singularities set what the trapezoid rule reaches here.
    expect(Math.abs(gaussianJensenShannon(p, q) - byGrid(p, q, 16, 0.05))).toBeLessThan(1e-12);
  });

  it('agrees with the quadrature in one dimension where the other dimensions tell nothing', () => {
    const turn = [
      [0.6, -0.8, 0],
      [0.8, 0.6, 0],
      [0.5, 0.25, 1],
    ];
    for (const [mean, variance] of [
      [1e-6, 1],
      [0, 1.0001],
      [1, 4],
      [0.5, 0.01],
      [6, 1],
      [0, 1e6],
    ] as const) {
      const expected = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean, covariance: variance });
      const diagonal = (first: number, firstVariance: number): FullGaussian => ({
        mean: [first, 3, -1],
        covariance: [
          [firstVariance, 0, 0],
          [0, 2, 0],
          [0, 0, 7],
        ],
      });
      const [p, q] = [diagonal(0, 1), diagonal(mean, variance)];
      const variances = ({ mean: means, covariance }: FullGaussian) => ({
        mean: means,
        covariance: covariance.map((row, i) => row[i]!),
      });
      close(gaussianJensenShannon(variances(p), variances(q)), expected, 5e-15);
      const shift = [0, 0, 0];
      const absolute = Math.abs(
        gaussianJensenShannon(moved(p, turn, shift), moved(q, turn, shift)) - expected,
      );
      expect(absolute).toBeLessThan(1e-9 * Math.sqrt(expected));
    }
  });

  it('reaches log 2 for Gaussians that share nothing, also where numbers would overflow', () => {
    const plane = (mean: number, variance: number): Gaussian => ({
      mean: [mean, 0],
      covariance: [variance, 1],
    });
    for (const q of [plane(1e20, 1), plane(-1e300, 1), plane(0, 1e-300), plane(0, 1e300), plane(40, 1)])
      expect(gaussianJensenShannon(plane(0, 1), q)).toBeCloseTo(Math.LN2, 14);
    expect(gaussianJensenShannon(plane(-1e308, 1), plane(1e308, 1))).toBe(Math.LN2);
    expect(gaussianJensenShannon(plane(0, 1e-300), plane(0, 1e300))).toBe(Math.LN2);
  });

  it('keeps its digits for neighbors: Fisher information, Δ²/(8σ²) and ε²/16 a dimension', () => {
    const p = { mean: [0, 0, 0], covariance: [1, 2, 1] };
    const q = { mean: [0, 1e-6, 0], covariance: [1, 2, 1 + 1e-6] };
    close(gaussianJensenShannon(p, q), 1e-12 / 16 + 1e-12 / 16, 2e-6);
  });

  it('is 0 for equal ones, exactly, symmetric, from 0 to log 2, and unchanged by affine maps', () => {
    fc.assert(
      fc.property(gaussiansAndMap(2, 5), ({ p, q, map, shift }) => {
        const value = gaussianJensenShannon(p, q);
        expect(gaussianJensenShannon(p, p)).toBe(0);
        if (p.mean.some((mean, i) => mean !== q.mean[i])) expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(Math.LN2 + 1e-14);
        close(gaussianJensenShannon(q, p), value, 1e-10);
        close(gaussianJensenShannon(moved(p, map, shift), moved(q, map, shift)), value, 1e-9);
      }),
      runs,
    );
  });

  it('log 2·H² ≤ JS ≤ min(log 2·√(1 − (1 − H²)²), J/8) with Jeffreys’ J', () => {
    fc.assert(
      fc.property(gaussiansAndMap(2, 5), ({ p, q }) => {
        const value = gaussianJensenShannon(p, q);
        const squared = gaussianSquaredHellinger(p, q);
        const jeffreys = gaussianKl(p, q) + gaussianKl(q, p);
        expect(value).toBeGreaterThanOrEqual(Math.LN2 * squared * (1 - 1e-10));
        // TV ≤ √(1 − BC²), and JS ≤ log 2·TV
        expect(value).toBeLessThanOrEqual(Math.LN2 * Math.sqrt(squared * (2 - squared)) * (1 + 1e-10));
        expect(value).toBeLessThanOrEqual((jeffreys / 4) * (1 + 1e-10));
      }),
      runs,
    );
  });
});
