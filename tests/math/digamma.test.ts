import { describe, expect, it } from 'vitest';
import { digamma } from '../../src/math';

const EULER = 0.5772156649015329;

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
