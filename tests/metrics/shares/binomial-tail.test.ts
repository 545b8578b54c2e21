import { describe, expect, it } from 'vitest';
import { binomialTail } from '../../../src/metrics/shares/binomial-tail';

describe('binomialTail', () => {
  // scipy.stats.binom.sf(hits - 1, count, 0.5), printed by tests/metrics/references/classifiers.py
  it.each<[number, number, number]>([
    [0, 10, 1],
    [7, 10, 0.171875],
    [3, 10, 0.9453125],
    [60, 100, 0.028443966820490444],
    [50_400, 100_000, 0.00575746274511451],
    [49_000, 100_000, 0.9999999998757588],
    [1000, 1000, 9.332636185032189e-302],
  ])('of %d in %d is %d', (hits, count, tail) => {
    expect(binomialTail(hits, count) / tail).toBeCloseTo(1, 8);
  });

  it('takes the next whole number of a half', () => {
    expect(binomialTail(6.5, 10)).toBe(binomialTail(7, 10));
  });
});
