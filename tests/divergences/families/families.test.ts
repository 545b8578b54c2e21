import {
  bernoulliKl,
  bernoulliSquaredHellinger,
  bernoulliTotalVariation,
  betaKl,
  betaSquaredHellinger,
  exponentialKl,
  exponentialSquaredHellinger,
  exponentialTotalVariation,
  exponentialWasserstein1,
  exponentialWasserstein2Squared,
  gammaKl,
  gammaSquaredHellinger,
  klDivergence,
  laplaceKl,
  laplaceSquaredHellinger,
  laplaceWasserstein1,
  laplaceWasserstein2Squared,
  poissonKl,
  poissonSquaredHellinger,
  poissonWasserstein1,
  squaredHellingerDistance,
  totalVariationDistance,
  uniformKl,
  uniformSquaredHellinger,
  uniformTotalVariation,
  uniformWasserstein1,
  uniformWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

// Reference values in this file: the definitions, ∫ p log(p/q) dx, 1 − ∫ √(p·q) dx and so on (sums for Poisson), integrated by
// mpmath 1.2.1 with 40 digits and rounded to float64. The parameters are dyadic: float64 holds them exactly.
const close = (actual: number, expected: number, digits = 1e-14) =>
  expect(Math.abs(actual - expected), `${actual} is ${expected}`).toBeLessThanOrEqual(
    digits * Math.abs(expected),
  );
/** ∫ f over [from, to], by Simpson's rule. */
function simpson(f: (x: number) => number, from: number, to: number, steps = 20_000): number {
  const step = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let k = 1; k < steps; k++) sum += f(from + k * step) * (k % 2 === 1 ? 4 : 2);
  return (sum * step) / 3;
}

describe('exponential', () => {
  it.each([
    [1, 3, 0.9013877113318903, 0.13397459621556135, 0.3849001794597505],
    [4, 0.25, 1.8350887222397811, 0.5294117647058824, 0.7792855276338635],
    [1, 1 + 2 ** -20, 4.547470617660916e-13, 1.1368672930148279e-13, 3.5083700728698025e-7],
  ])('of rates %d and %d: KL, H², TV', (a, b, kl, hellinger, variation) => {
    close(exponentialKl({ rate: a }, { rate: b }), kl);
    close(exponentialSquaredHellinger({ rate: a }, { rate: b }), hellinger);
    close(exponentialTotalVariation({ rate: a }, { rate: b }), variation);
  });
  it('W₁ is ∫|F − G| dx and W₂² is ∫(F⁻¹ − G⁻¹)², here with u = 1 − exp(−t)', () => {
    const [p, q] = [{ rate: 2 }, { rate: 0.5 }];
    close(
      exponentialWasserstein1(p, q),
      simpson((x) => Math.abs(Math.exp(-2 * x) - Math.exp(-x / 2)), 0, 80),
      1e-10,
    );
    close(
      exponentialWasserstein2Squared(p, q),
      simpson((t) => (t / 2 - t / 0.5) ** 2 * Math.exp(-t), 0, 60),
      1e-10,
    );
  });
});

describe('gamma', () => {
  it.each([
    [2, 1, 3, 2, 0.19092130378164224, 0.03519832725564312],
    [0.5, 2, 1.5, 0.25, 3.952025157981232, 0.7018052146820383],
    [5, 1, 5.125, 1.125, 0.02307536024084727, 0.005504323804794578],
    [40, 4, 30, 2, 2.1829678636713403, 0.49937964734808316],
    [1, 1, 1 + 2 ** -20, 1 + 2 ** -21, 4.069686208582396e-13, 1.0174212080718724e-13],
    [1e6, 1e6, 1e6 + 64, 1e6, 0.002047957334688034, 0.0005118528312170925],
  ])('of shape %d, rate %d and shape %d, rate %d: KL, H²', (shapeP, rateP, shapeQ, rateQ, kl, hellinger) => {
    const [p, q] = [
      { shape: shapeP, rate: rateP },
      { shape: shapeQ, rate: rateQ },
    ];
    // The means of the last pair but one are 2⁻²¹ apart, and a mean is rounded to 2⁻⁵³: nine digits are sure.
    const digits = kl < 1e-6 ? 2e-9 : 2e-12;
    close(gammaKl(p, q), kl, digits);
    close(gammaSquaredHellinger(p, q), hellinger, digits);
    close(gammaSquaredHellinger(q, p), hellinger, digits);
  });
  it('of shape 1 is the exponential', () => {
    for (const [a, b] of [
      [1, 3],
      [4, 0.25],
    ] as const) {
      close(gammaKl({ shape: 1, rate: a }, { shape: 1, rate: b }), exponentialKl({ rate: a }, { rate: b }));
      close(
        gammaSquaredHellinger({ shape: 1, rate: a }, { shape: 1, rate: b }),
        exponentialSquaredHellinger({ rate: a }, { rate: b }),
      );
    }
  });
  it('keeps its digits at extremes, against the closed form by mpmath', () => {
    const tiny = { shape: 1e-8, rate: 1e-8 };
    const huge = { shape: 1e8, rate: 1 };
    close(gammaKl(tiny, huge), 9999999957721538, 1e-13);
    close(gammaKl(huge, tiny), 27.212082575285052, 1e-13);
    close(gammaSquaredHellinger(tiny, huge), 0.9999986419594843, 1e-13);
  });
});

describe('beta', () => {
  it.each([
    [2, 3, 4, 1.5, 1.4897365804287606, 0.3005670348747179],
    [0.5, 0.5, 1, 1, 0.24156447527049044, 0.04402240502775001],
    [5, 1, 5.125, 1.125, 0.008259364866231295, 0.0019845627353052473],
    [40, 60, 30, 30, 1.2853073927000607, 0.32888540365071284],
    [1, 2, 1 + 2 ** -20, 2 - 2 ** -21, 7.764507812605624e-13, 1.9411265313363951e-13],
  ])('of α %d, β %d and α %d, β %d: KL, H²', (alphaP, betaP, alphaQ, betaQ, kl, hellinger) => {
    const [p, q] = [
      { alpha: alphaP, beta: betaP },
      { alpha: alphaQ, beta: betaQ },
    ];
    const digits = kl < 1e-6 ? 2e-9 : 1e-13;
    close(betaKl(p, q), kl, digits);
    close(betaSquaredHellinger(p, q), hellinger, digits);
    close(betaSquaredHellinger(q, p), hellinger, digits);
  });
  it('does not change when x and 1 − x change places', () => {
    close(
      betaKl({ alpha: 2, beta: 7 }, { alpha: 3, beta: 0.5 }),
      betaKl({ alpha: 7, beta: 2 }, { alpha: 0.5, beta: 3 }),
    );
  });
});

describe('Laplace', () => {
  it.each([
    [0, 1, 1, 1, 0.36787944117144233, 0.09020401043104986, 1],
    [0, 1, 0.5, 3, 0.46745584190565415, 0.14205787779505946, 2.0576015661428095],
    [-2, 0.25, 3, 4, 3.0225887223686034, 0.7313211778392446, 5.988489267933975],
    [0, 1, 2 ** -20, 1, 4.547472063262089e-13, 1.1368680158155007e-13, 9.5367431640625e-7],
    [0, 1, 2 ** -20, 1 + 2 ** -21, 5.684337549274567e-13, 1.4210844324937203e-13, 1.0182072082694115e-6],
    [0, 1, 0, 64, 3.174508083359672, 0.7538461538461538, 63],
    [1, 2, 1, 0.5, 1.6137056388801094, 0.2, 1.5],
  ])('of μ %d, b %d and μ %d, b %d: KL, H², W₁', (meanP, scaleP, meanQ, scaleQ, kl, hellinger, distance) => {
    const [p, q] = [
      { location: meanP, scale: scaleP },
      { location: meanQ, scale: scaleQ },
    ];
    close(laplaceKl(p, q), kl);
    close(laplaceSquaredHellinger(p, q), hellinger);
    close(laplaceSquaredHellinger(q, p), hellinger);
    close(laplaceWasserstein1(p, q), distance);
    // The mean of (Δ + δZ)² for a standard Laplace Z.
    const second = simpson(
      (z) =>
        ((meanP - meanQ + (scaleP - scaleQ) * z) ** 2 + (meanP - meanQ - (scaleP - scaleQ) * z) ** 2) /
        2 /
        Math.exp(z),
      0,
      80,
    );
    close(laplaceWasserstein2Squared(p, q), second, 1e-10);
  });
  it('far apart: KL grows with the distance, H² is 1', () => {
    const [p, q] = [
      { location: -1e300, scale: 1e-9 },
      { location: 1e300, scale: 2 },
    ];
    close(laplaceKl(p, q), 1e300);
    expect(laplaceSquaredHellinger(p, q)).toBe(1);
    expect(laplaceSquaredHellinger({ location: 0, scale: 1 }, { location: 1e3, scale: 1 })).toBe(1);
  });
});

describe('Poisson', () => {
  it.each([
    [2, 3, 0.18906978378367123, 0.04925582336684928, 1],
    [0.5, 10, 8.002133863223005, 0.9509017566840149, 9.5],
    [7, 7 + 2 ** -18, 1.0394221386851932e-12, 2.5985555827293e-13, 3.814697265625e-6],
  ])('of rates %d and %d: KL, H², W₁', (a, b, kl, hellinger, distance) => {
    close(poissonKl({ rate: a }, { rate: b }), kl);
    close(poissonSquaredHellinger({ rate: a }, { rate: b }), hellinger);
    close(poissonWasserstein1({ rate: a }, { rate: b }), distance);
  });
  it('of rate 0, which is always 0', () => {
    expect(poissonKl({ rate: 2 }, { rate: 0 })).toBe(Infinity);
    expect(poissonKl({ rate: 0 }, { rate: 2 })).toBe(2);
    expect(poissonKl({ rate: 0 }, { rate: 0 })).toBe(0);
    close(poissonSquaredHellinger({ rate: 0 }, { rate: 2 }), 1 - Math.exp(-1));
  });
});

describe('Bernoulli', () => {
  it('is the discrete divergence of [p, 1 − p] and [q, 1 − q]', () => {
    for (const [p, q] of [
      [0.25, 0.75],
      [0.5, 0.125],
      [0, 0.5],
      [0.5, 0],
      [1, 1],
      [1, 0],
    ] as const) {
      const [first, second] = [{ probability: p }, { probability: q }];
      const arrays = [
        [p, 1 - p],
        [q, 1 - q],
      ] as const;
      expect(bernoulliKl(first, second)).toBeCloseTo(klDivergence(...arrays), 15);
      expect(bernoulliSquaredHellinger(first, second)).toBeCloseTo(squaredHellingerDistance(...arrays), 15);
      expect(bernoulliTotalVariation(first, second)).toBe(totalVariationDistance(...arrays));
    }
    // By hand: ½ log 2 + ½ log(2/3)
    close(bernoulliKl({ probability: 0.5 }, { probability: 0.25 }), Math.LN2 - Math.log(3) / 2);
  });
});

describe('uniform', () => {
  const cases = [
    [0, 1, 0.5, 2],
    [0, 1, -1, 3],
    [-2, 6, 0, 1],
    [0, 1, 2, 3],
    [0, 1, 0.25, 1.25],
  ] as const;
  it('by hand: [0, 1] in [−1, 3], and half over', () => {
    const unit = { min: 0, max: 1 };
    close(uniformKl(unit, { min: -1, max: 3 }), Math.log(4));
    expect(uniformKl({ min: -1, max: 3 }, unit)).toBe(Infinity);
    close(uniformSquaredHellinger(unit, { min: -1, max: 3 }), 0.5);
    close(uniformSquaredHellinger(unit, { min: 0.5, max: 2.5 }), 1 - 0.5 / Math.SQRT2);
    expect(uniformTotalVariation(unit, { min: -1, max: 3 })).toBe(0.75);
    expect(uniformTotalVariation(unit, { min: 0.5, max: 2.5 })).toBe(0.75);
    expect(uniformTotalVariation(unit, { min: 1, max: 2 })).toBe(1);
    expect(uniformSquaredHellinger(unit, { min: 1, max: 2 })).toBe(1);
    expect(uniformSquaredHellinger(unit, unit)).toBe(0);
    expect(uniformKl(unit, unit)).toBe(0);
  });
  it.each(cases)('[%d, %d] and [%d, %d]: W₁ and W₂² are ∫|F⁻¹ − G⁻¹| and ∫(F⁻¹ − G⁻¹)²', (a, b, c, d) => {
    const [p, q] = [
      { min: a, max: b },
      { min: c, max: d },
    ];
    const gap = (u: number) => a + (b - a) * u - c - (d - c) * u;
    close(
      uniformWasserstein1(p, q),
      simpson((u) => Math.abs(gap(u)), 0, 1),
      1e-7,
    );
    close(uniformWasserstein1(q, p), uniformWasserstein1(p, q));
    close(
      uniformWasserstein2Squared(p, q),
      simpson((u) => gap(u) ** 2, 0, 1),
      1e-12,
    );
  });
  it.each(cases)('[%d, %d] and [%d, %d]: H² and TV are sums over a grid that has all ends', (a, b, c, d) => {
    const cells = Array.from({ length: 32 }, (_, k) => -2 + k / 4 + 1 / 8);
    const p = cells.map((x) => (x > a && x < b ? 0.25 / (b - a) : 0));
    const q = cells.map((x) => (x > c && x < d ? 0.25 / (d - c) : 0));
    const [first, second] = [
      { min: a, max: b },
      { min: c, max: d },
    ];
    close(uniformSquaredHellinger(first, second), squaredHellingerDistance(p, q));
    close(uniformTotalVariation(first, second), totalVariationDistance(p, q));
    expect(uniformKl(first, second)).toBeCloseTo(klDivergence(p, q), 14);
  });
});
