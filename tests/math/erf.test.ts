import { describe, expect, it } from 'vitest';
import { erf, erfc } from '../../src/math';

describe('erf and erfc', () => {
  // mpmath 1.2.1 with 40 digits; the same as Python's math.erf and math.erfc to the last digits.
  it.each([
    [0.125, 0.1403162048013338, 0.8596837951986662],
    [0.5, 0.5204998778130465, 0.4795001221869535],
    [0.875, 0.7840750610598597, 0.21592493894014034],
    [1, 0.8427007929497149, 0.15729920705028513],
    [1.5, 0.9661051464753108, 0.033894853524689274],
    [2, 0.9953222650189527, 0.004677734981047266],
    [2.5, 0.999593047982555, 0.0004069520174449589],
    [3.5, 0.9999992569016276, 7.430983723414128e-7],
    [5, 0.9999999999984626, 1.537459794428035e-12],
    [9, 1, 4.13703174651381e-37],
    [26, 1, 5.663192408856143e-296],
  ])('at ±%d', (x, inner, outer) => {
    expect(Math.abs(erf(x) / inner - 1)).toBeLessThan(1e-15);
    expect(Math.abs(erfc(x) / outer - 1)).toBeLessThan(1e-15);
    expect(erf(-x)).toBe(-erf(x));
    expect(erfc(-x)).toBe(2 - erfc(x));
  });
  it('at the ends, and where nothing is', () => {
    expect(erf(0)).toBe(0);
    expect(erfc(0)).toBe(1);
    expect(erf(Infinity)).toBe(1);
    expect(erf(-Infinity)).toBe(-1);
    expect(erfc(Infinity)).toBe(0);
    expect(erfc(-Infinity)).toBe(2);
    expect(erf(Number.NaN)).toBeNaN();
    expect(erfc(Number.NaN)).toBeNaN();
    // 2x/√π
    expect(erf(1e-200) / 1e-200).toBeCloseTo(2 / Math.sqrt(Math.PI), 15);
  });
  it('goes on without a jump where one formula takes over from another', () => {
    for (const at of [1, 2, 28]) {
      const step = 1e-9;
      const slope = (-2 / Math.sqrt(Math.PI)) * Math.exp(-at * at);
      const change = erfc(at + step) - erfc(at - step);
      expect(Math.abs(change - 2 * step * slope)).toBeLessThan(4e-16);
    }
  });
});
