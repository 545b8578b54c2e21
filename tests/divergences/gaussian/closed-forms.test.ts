import fc from 'fast-check';
import {
  gaussianKl,
  gaussianRenyi,
  gaussianSquaredHellinger,
  gaussianWasserstein1,
  gaussianWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';
import { gaussiansAndMap, moved } from './gaussian-pairs';

const runs = { ...fixed, numRuns: 1000 };
const close = (actual: number, expected: number, digits: number) =>
  expect(Math.abs(actual - expected), `${actual} is ${expected}`).toBeLessThanOrEqual(
    digits * Math.abs(expected),
  );

const p = {
  mean: [0, 1, -1],
  covariance: [
    [2, 0.5, 0],
    [0.5, 1, 0.25],
    [0, 0.25, 3],
  ],
};
const q = {
  mean: [0.5, 0, 0],
  covariance: [
    [1, -0.25, 0.5],
    [-0.25, 2, 0],
    [0.5, 0, 1.5],
  ],
};
/** p but for one variance, a millionth off. */
const neighbor = {
  mean: p.mean,
  covariance: p.covariance.map((row, i) =>
    row.map((value, j) => (i === 1 && j === 1 ? 1 + 2 ** -20 : value)),
  ),
};
const one = (mean: number, covariance: number) => ({ mean, covariance });

// The textbook formulas with matrix square roots, inverses and determinants, by mpmath 1.2.1 with 40 digits.
describe('full covariances in three dimensions, against the textbook formulas', () => {
  it('gaussianSquaredHellinger', () => {
    close(gaussianSquaredHellinger(p, q), 0.28529958683021295, 1e-14);
    close(gaussianSquaredHellinger(q, p), 0.28529958683021295, 1e-14);
    close(gaussianSquaredHellinger(p, neighbor), 7.791022655023408e-14, 1e-9);
  });
  it('gaussianWasserstein2Squared', () => {
    close(gaussianWasserstein2Squared(p, q), 3.230332503115918, 1e-14);
    close(gaussianWasserstein2Squared(q, p), 3.230332503115918, 1e-14);
    close(gaussianWasserstein2Squared(p, neighbor), 2.5370973321466223e-13, 1e-8);
  });
  it.each([
    [1e-6, 1.7606506471367515e-6, 1.485604818556851e-6, 3.1164102218272104e-19],
    [0.25, 0.3652283446184779, 0.3356493725242626, 7.791024104798465e-14],
    [0.5, 0.6717836533079371, 0.6717836533079371, 1.5582045310047422e-13],
    [0.75, 1.0069481175727877, 1.0956850338554338, 2.3373063615748695e-13],
    [1 - 1e-9, 1.4856058581234035, 1.7606524506370458, 3.1164078990740045e-13],
    [1.125, 1.881319962827105, 2.3084084528770785, 3.5059585637652675e-13],
  ])('gaussianRenyi of order %d', (order, forward, backward, near) => {
    close(gaussianRenyi(p, q, order), forward, 1e-13);
    close(gaussianRenyi(q, p, order), backward, 1e-13);
    close(gaussianRenyi(p, neighbor, order), near, 1e-9);
  });
});

describe('gaussianRenyi in one dimension', () => {
  it.each([
    [1e-6, 1.306849876300431e-6, 6.821208817689317e-19, 4.431474518323034e-7],
    [0.3, 0.24035135258992948, 2.0463621248917194e-13, 0.16338428156503434],
    [0.5, 0.32314355131420974, 3.4106029632455576e-13, 0.32314355131420974],
    [0.9, 0.42496109483300765, 6.139083252176811e-13, 0.9648279879313562],
    [1 - 1e-9, 0.4431471803880703, 6.821203028468519e-13, 1.306852815190055],
    [1 + 1e-9, 0.4431471807318203, 6.821203042110914e-13, 1.306852823690055],
    [1.25, 0.4810256140750479, 8.526501987112483e-13, 4.579441541679836],
  ])('of order %d keeps all digits, also near 1 and for neighbors', (order, wider, near, narrower) => {
    close(gaussianRenyi(one(0, 1), one(1, 4), order), wider, 1e-15);
    close(gaussianRenyi(one(0, 1), one(2 ** -20, 1 + 2 ** -20), order), near, 1e-15);
    close(gaussianRenyi(one(0, 4), one(1, 1), order), narrower, 2e-15);
  });
  it('has the limits: 0, KL, and the greatest log p/q', () => {
    expect(gaussianRenyi(p, q, 0)).toBe(0);
    close(gaussianRenyi(p, q, 1), gaussianKl(p, q), 1e-14);
    // log 2 + ½·max(−x² + (x − 1)²/4), reached at x = −1/3: log 2 + 1/6
    close(gaussianRenyi(one(0, 1), one(1, 4), Infinity), Math.LN2 + 1 / 6, 1e-15);
    close(gaussianRenyi(one(0, 1), one(1, 4), 1e12), Math.LN2 + 1 / 6, 1e-10);
    expect(gaussianRenyi(one(0, 4), one(1, 1), Infinity)).toBe(Infinity);
    expect(gaussianRenyi(one(0, 1), one(1, 1), Infinity)).toBe(Infinity);
    expect(gaussianRenyi(p, p, Infinity)).toBe(0);
  });
  it("is +∞ where q's tails are too thin for the order", () => {
    // α·σq² + (1 − α)·σp² ≤ 0 from α = 4/3 on
    expect(gaussianRenyi(one(0, 4), one(0, 1), 1.33)).toBeLessThan(Infinity);
    expect(gaussianRenyi(one(0, 4), one(0, 1), 1.34)).toBe(Infinity);
  });
});

describe('gaussianWasserstein1', () => {
  // E|Δ + δZ| by mpmath's quadrature with 40 digits.
  it.each([
    [0, 1, 1, 4, 1.1666309411753726],
    [0, 1, 0, 4, 0.7978845608028654],
    [0, 1, 3, 1.0625, 3],
    [-1, 0.25, 2, 9, 3.280512253585815],
  ])('of N(%d, %d) and N(%d, %d)', (meanP, varianceP, meanQ, varianceQ, expected) => {
    close(gaussianWasserstein1(one(meanP, varianceP), one(meanQ, varianceQ)), expected, 1e-15);
    close(gaussianWasserstein1(one(meanQ, varianceQ), one(meanP, varianceP)), expected, 1e-15);
  });
  it('of equal variances is the distance of the means', () => {
    expect(gaussianWasserstein1(one(3, 7), one(-2, 7))).toBe(5);
    expect(gaussianWasserstein1(one(3, 7), one(3, 7))).toBe(0);
  });
  it('is at most W₂', () => {
    fc.assert(
      fc.property(gaussiansAndMap(1, 1), ({ p: a, q: b }) => {
        const squared = gaussianWasserstein2Squared(a, b);
        expect(gaussianWasserstein1(a, b)).toBeLessThanOrEqual(Math.sqrt(squared) * (1 + 1e-14));
      }),
      runs,
    );
  });
});

describe('properties, over Gaussians of one to four dimensions with full covariances', () => {
  it('all are 0 for equal ones, exactly, and above 0 for others', () => {
    fc.assert(
      fc.property(gaussiansAndMap(1, 4), ({ p: a, q: b }) => {
        const differs = a.mean.some((value, i) => Math.abs(value - b.mean[i]!) > 1e-6);
        for (const measure of [
          gaussianSquaredHellinger,
          gaussianWasserstein2Squared,
          (x: typeof a, y: typeof a) => gaussianRenyi(x, y, 0.7),
          (x: typeof a, y: typeof a) => gaussianRenyi(x, y, 1),
          (x: typeof a, y: typeof a) => gaussianRenyi(x, y, 1.05),
        ]) {
          expect(measure(a, a)).toBe(0);
          expect(measure(a, b)).toBeGreaterThanOrEqual(0);
          if (differs) expect(measure(a, b)).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });
  it('H² and W₂² are symmetric, R_α(p‖q)/α is R_(1−α)(q‖p)/(1 − α)', () => {
    fc.assert(
      fc.property(
        gaussiansAndMap(1, 4),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        ({ p: a, q: b }, order) => {
          close(gaussianSquaredHellinger(a, b), gaussianSquaredHellinger(b, a), 1e-11);
          close(gaussianWasserstein2Squared(a, b), gaussianWasserstein2Squared(b, a), 1e-11);
          close(gaussianRenyi(a, b, order) / order, gaussianRenyi(b, a, 1 - order) / (1 - order), 1e-11);
        },
      ),
      runs,
    );
  });
  it('H² and Rényi do not change under an affine map of both', () => {
    fc.assert(
      fc.property(gaussiansAndMap(1, 4), ({ p: a, q: b, map, shift }) => {
        const [c, d] = [moved(a, map, shift), moved(b, map, shift)];
        close(gaussianSquaredHellinger(c, d), gaussianSquaredHellinger(a, b), 1e-9);
        close(gaussianRenyi(c, d, 0.3), gaussianRenyi(a, b, 0.3), 1e-9);
        close(gaussianRenyi(c, d, 1), gaussianKl(a, b), 1e-9);
      }),
      runs,
    );
  });
  it('Rényi never falls as its order grows, and is −2 log(1 − H²) at ½', () => {
    const order = fc.oneof(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.constantFrom(0.5, 1 - 1e-9, 1, Infinity),
    );
    fc.assert(
      fc.property(gaussiansAndMap(1, 4), order, order, ({ p: a, q: b }, x, y) => {
        const lower = gaussianRenyi(a, b, Math.min(x, y));
        expect(lower).toBeLessThanOrEqual(gaussianRenyi(a, b, Math.max(x, y)) * (1 + 1e-12));
        const affinity = Math.log1p(-gaussianSquaredHellinger(a, b));
        if (affinity > -10) close(gaussianRenyi(a, b, 0.5), -2 * affinity, 1e-10);
      }),
      runs,
    );
  });
  it('KL, Rényi and W₂² add up over independent dimensions, diagonal or written as full matrices', () => {
    fc.assert(
      fc.property(gaussiansAndMap(2, 4), ({ p: a, q: b }) => {
        const parts = a.mean.map(
          (mean, i) => [one(mean, a.covariance[i]![i]!), one(b.mean[i]!, b.covariance[i]![i]!)] as const,
        );
        const diagonal = (x: typeof a) => ({
          mean: x.mean,
          covariance: x.covariance.map((row, i) => row[i]!),
        });
        const full = (x: typeof a) => ({
          mean: x.mean,
          covariance: x.covariance.map((row, i) => row.map((value, j) => (i === j ? value : 0))),
        });
        for (const measure of [
          gaussianKl,
          gaussianWasserstein2Squared,
          (x: Parameters<typeof gaussianKl>[0], y: typeof x) => gaussianRenyi(x, y, 0.4),
        ]) {
          const sum = parts.reduce((total, [x, y]) => total + measure(x, y), 0);
          close(measure(diagonal(a), diagonal(b)), sum, 1e-13);
          close(measure(full(a), full(b)), sum, 1e-11);
        }
      }),
      runs,
    );
  });
  it('√W₂² keeps the triangle inequality', () => {
    fc.assert(
      fc.property(gaussiansAndMap(3, 3), gaussiansAndMap(3, 3), ({ p: a, q: b }, { p: c }) => {
        const distance = (x: typeof a, y: typeof a) => Math.sqrt(gaussianWasserstein2Squared(x, y));
        expect(distance(a, c)).toBeLessThanOrEqual((distance(a, b) + distance(b, c)) * (1 + 1e-12));
      }),
      runs,
    );
  });
});
