import { describe, expect, it } from 'vitest';
import { digamma, logGamma } from '../../src/math';

const EULER = 0.5772156649015329;

describe('logGamma and digamma', () => {
  // mpmath 1.2.1 with 40 digits.
  it.each([
    [2 ** -30, 20.794415416260787, -1073741824.5772157],
    [0.125, 2.0194183575537963, -8.388492663295855],
    [0.5, 0.5723649429247001, -1.9635100260214235],
    [1.5, -0.12078223763524522, 0.03648997397857652],
    [3, Math.LN2, 0.9227843350984671],
    [7.75, 8.025458396315983, 1.9817915626943456],
    [10, 12.801827480081469, 2.251752589066721],
    [100.5, 361.4355404677776, 4.605174352581845],
    [1e6, 12815504.569147611, 13.815510057964191],
    [1e300, 6.897755278982137e302, 690.7755278982137],
  ])('at %d', (x, gamma, psi) => {
    expect(Math.abs(logGamma(x) - gamma)).toBeLessThan(1e-14 * (1 + Math.abs(gamma)));
    expect(Math.abs(digamma(x) - psi)).toBeLessThan(1e-15 * (1 + Math.abs(psi)));
  });
  it('keep their recurrences: log Γ(x + 1) = log Γ(x) + log x, ψ(x + 1) = ψ(x) + 1/x', () => {
    for (const x of [0.01, 0.3, 1, 2.7, 8.9, 9.5, 9.999, 10.5, 77]) {
      expect(logGamma(x + 1)).toBeCloseTo(logGamma(x) + Math.log(x), 12);
      expect(digamma(x + 1)).toBeCloseTo(digamma(x) + 1 / x, 12);
    }
  });
  it('have the known values: Γ(½) = √π, ψ(1) = −γ, ψ(½) = −γ − 2 log 2', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
    expect(digamma(1)).toBeCloseTo(-EULER, 14);
    expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 14);
  });
});

describe('digamma', () => {
  it('is a harmonic number less Euler’s constant at whole numbers', () => {
    let harmonic = 0;
    for (let n = 1; n <= 3000; n++) {
      expect(Math.abs(digamma(n) - (harmonic - EULER))).toBeLessThan(1e-14 * Math.max(1, n / 100));
      harmonic += 1 / n;
    }
  });

  it('takes Gauss’s values', () => {
    expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 14);
    expect(digamma(0.25)).toBeCloseTo(-EULER - Math.PI / 2 - 3 * Math.LN2, 13);
    expect(digamma(1 / 3)).toBeCloseTo(-EULER - Math.PI / (2 * Math.sqrt(3)) - 1.5 * Math.log(3), 13);
  });
});
