import { describe, expect, it } from 'vitest';
import { digamma, klDivTerm, logGamma, stirlingBregman } from '../../src/math';

describe('stirlingBregman', () => {
  // Its definition by mpmath 1.2.1 with 40 digits.
  it.each([
    [1, 1 + 2 ** -20, 2.932816524379323e-13],
    [3, 1, 0.551741644358682],
    [1, 3, 0.25103377830509865],
    [2 ** -10, 2 ** -11, 0.30666439505154586],
    [1e6, 1e6 + 1, 2.499997500002083e-13],
    [0.0078125, 5, 4.246631463535862],
    [5, 0.0078125, 612.8331073698237],
    [100, 1, 54.761537596018016],
    [1e8, 1e9, 0.7012925471720228],
  ])('of %d and %d', (a, b, expected) => {
    expect(Math.abs(stirlingBregman(a, b) / expected - 1)).toBeLessThan(1e-14);
  });
  it('is what klDivTerm leaves of the Bregman divergence of log Γ', () => {
    for (const [a, b] of [
      [2, 3],
      [0.5, 7],
      [12, 1.5],
    ] as const) {
      const whole = logGamma(a) - logGamma(b) - (a - b) * digamma(b);
      expect(stirlingBregman(a, b) + klDivTerm(a, b)).toBeCloseTo(whole, 13);
    }
  });
  it('of equal numbers is 0, exactly', () => {
    for (const x of [1e-300, 0.1, 3, 1e12]) expect(stirlingBregman(x, x)).toBe(0);
  });
});
