import { describe, expect, it } from 'vitest';
import { logRatio } from '../../src/math';

describe('logRatio', () => {
  it('is finite for every positive pair', () => {
    expect(logRatio(1, 5e-324)).toBeCloseTo(1074 * Math.LN2, 10);
    expect(logRatio(5e-324, 1)).toBeCloseTo(-1074 * Math.LN2, 10);
    expect(logRatio(1e300, 1e-300)).toBeCloseTo(600 * Math.LN10, 10);
  });
  it('keeps its digits near 1', () => {
    // log(1 + x) = x − x²/2 + x³/3 with x = 2^-30
    const x = 2 ** -30;
    expect(logRatio(1 + x, 1) / (x - x ** 2 / 2 + x ** 3 / 3)).toBeCloseTo(1, 15);
    expect(logRatio(3, 3)).toBe(0);
  });
});
