import { describe, expect, it } from 'vitest';
import { neumaierSum } from '../../src/math';

describe('neumaierSum', () => {
  it('keeps what a plain loop drops', () => {
    const terms = [1, 1e100, 1, -1e100];
    expect(neumaierSum(4, (i) => terms[i]!)).toBe(2);
    // 0.1 a million times: a plain loop is off by 1e-6
    expect(neumaierSum(1e6, () => 0.1)).toBeCloseTo(1e5, 10);
  });
  it('of nothing is 0, and of an infinite term infinite', () => {
    expect(neumaierSum(0, () => 1)).toBe(0);
    expect(neumaierSum(3, (i) => (i === 1 ? Infinity : 1))).toBe(Infinity);
  });
});
