import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/math';

describe('normalQuantile', () => {
  // Python 3.11, statistics.NormalDist().inv_cdf
  it.each([
    [0.6, 0.2533471031357998],
    [0.924, 1.4325027208258119],
    [0.926, 1.4466320671589785],
    [0.975, 1.9599639845400536],
    [0.995, 2.5758293035489],
    [1e-3, -3.090232306167813],
    [1e-9, -5.9978070150076865],
    [1e-12, -7.034483825301132],
    [1e-15, -7.941345326170995],
    [1e-300, -37.0470962993612],
  ])('at %d is %d', (probability, quantile) => {
    expect(Math.abs(normalQuantile(probability) / quantile - 1)).toBeLessThan(1e-14);
  });

  it('is the inverse of the distribution function, integrated numerically', () => {
    const steps = 20_000;
    for (const probability of [0.55, 0.8, 0.95, 0.999]) {
      const end = normalQuantile(probability);
      let area = 0;
      for (let step = 0; step < steps; step++) {
        const x = ((step + 0.5) / steps) * end;
        area += (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * (end / steps);
      }
      expect(0.5 + area).toBeCloseTo(probability, 9);
    }
  });

  it('is odd about ½, 0 there, infinite at the ends and NaN outside', () => {
    for (const probability of [0.01, 0.2, 0.4])
      expect(normalQuantile(probability)).toBeCloseTo(-normalQuantile(1 - probability), 12);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.1)).toBeNaN();
  });
});
