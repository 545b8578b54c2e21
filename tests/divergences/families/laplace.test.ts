import {
  laplaceKl,
  laplaceSquaredHellinger,
  laplaceWasserstein1,
  laplaceWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { close, simpson } from './float64';

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
