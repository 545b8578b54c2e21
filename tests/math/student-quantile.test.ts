import { describe, expect, it } from 'vitest';
import { normalQuantile, studentQuantile } from '../../src/math';

describe('studentQuantile', () => {
  // For 1, 2 and 4 degrees of freedom in closed form: tan(π(p − ½)); (2p − 1)/√(2p(1 − p)); 2√(cos(⅓ arccos √a)/√a − 1),
  // a = 4p(1 − p). For 9 and 30 the tables of Fisher & Yates, to their digits.
  it.each([0.6, 0.9, 0.975, 0.995, 0.99999])('is the closed form at %d', (p) => {
    const a = 4 * p * (1 - p);
    const four = 2 * Math.sqrt(Math.cos(Math.acos(Math.sqrt(a)) / 3) / Math.sqrt(a) - 1);
    for (const [freedom, truth] of [
      [1, Math.tan(Math.PI * (p - 0.5))],
      [2, (2 * p - 1) / Math.sqrt(2 * p * (1 - p))],
      [4, four],
    ] as const)
      expect(Math.abs(studentQuantile(p, freedom) / truth - 1)).toBeLessThan(1e-10);
  });

  it('is what tables have, and normal for many', () => {
    expect(studentQuantile(0.975, 9)).toBeCloseTo(2.262, 3);
    expect(studentQuantile(0.975, 30)).toBeCloseTo(2.042, 3);
    expect(studentQuantile(0.975, 1e8)).toBe(normalQuantile(0.975));
    expect(studentQuantile(0.975, 1e6) / normalQuantile(0.975)).toBeCloseTo(1, 5);
  });
});
