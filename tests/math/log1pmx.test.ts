import { describe, expect, it } from 'vitest';
import { log1pmx } from '../../src/math';

describe('log1pmx', () => {
  it('is x − log(1 + x) where the difference keeps its digits', () => {
    for (const x of [-0.999, -0.9, 0.7, 3, 1e6]) {
      expect(Math.abs(log1pmx(x) / (x - Math.log1p(x)) - 1)).toBeLessThan(1e-14);
    }
    expect(log1pmx(0)).toBe(0);
    expect(log1pmx(-1)).toBe(Infinity);
  });
  it('is its series x²/2 − x³/3 + x⁴/4 − … for small x', () => {
    for (const x of [1e-12, -1e-5, 0.01, -0.1, 0.2]) {
      let series = 0;
      for (let k = 40; k >= 2; k--) series += (-x) ** k / k;
      expect(Math.abs(log1pmx(x) / series - 1)).toBeLessThan(1e-15);
    }
  });
});
