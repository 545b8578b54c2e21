import fc from 'fast-check';
import {
  jensenShannonDivergence,
  jensenShannonFromValue,
  optimalDiscriminator,
  valueFunction,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed, pair } from '../arbitraries';

describe('the GAN game of Goodfellow et al. 2014', () => {
  it('is worth −2 log 2 to a discriminator that always says ½', () => {
    expect(valueFunction([0.3, 0.7], [0.6, 0.4], [0.5, 0.5])).toBeCloseTo(-2 * Math.LN2, 15);
  });
  it('is worth −2 log 2 + 2·JS to the optimal discriminator (eq. 6)', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const value = valueFunction(p, q, optimalDiscriminator(p, q));
        expect(value).toBeCloseTo(-2 * Math.LN2 + 2 * jensenShannonDivergence(p, q), 13);
        expect(jensenShannonFromValue(value)).toBeCloseTo(jensenShannonDivergence(p, q), 13);
      }),
      fixed,
    );
  });
  it('is worth no more to any other, so that the reading is a lower bound', () => {
    const discriminator = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(pair, discriminator, ([p, q], d) => {
        const reading = jensenShannonFromValue(valueFunction(p, q, d.slice(0, p.length)));
        expect(reading).toBeLessThanOrEqual(jensenShannonDivergence(p, q) + 1e-14);
      }),
      fixed,
    );
  });
});

describe('valueFunction', () => {
  it('by hand: ¼ log ½ + ¾ log ¼ + ½ log ½ + ½ log ¾', () => {
    const expected =
      0.25 * Math.log(0.5) + 0.75 * Math.log(0.25) + 0.5 * Math.log(0.5) + 0.5 * Math.log(0.75);
    expect(valueFunction([0.25, 0.75], [0.5, 0.5], [0.5, 0.25])).toBeCloseTo(expected, 15);
  });
  it('takes 0·log 0 as 0: a discriminator that is certain and right reaches 0', () => {
    expect(valueFunction([1, 0], [0, 1], [1, 0])).toBe(0);
  });
  it('is −∞ for a discriminator that is certain and wrong', () => {
    expect(valueFunction([1, 0], [0, 1], [0, 0])).toBe(-Infinity);
    expect(valueFunction([1, 0], [0, 1], [1, 1])).toBe(-Infinity);
  });
  it('keeps the digits of a small D: log(1 − 1e-20) isn’t 0', () => {
    expect(valueFunction([0, 1], [1, 0], [1e-20, 1])).toBe(-1e-20);
  });
});

describe('optimalDiscriminator', () => {
  it('is p / (p + q), for numbers and for arrays', () => {
    expect(optimalDiscriminator(3, 1)).toBe(0.75);
    expect(optimalDiscriminator([3, 0, 2], [1, 4, 0])).toEqual([0.75, 0, 1]);
    expect(optimalDiscriminator(new Float32Array([1, 1]), new Float64Array([1, 3]))).toEqual([0.5, 0.25]);
  });
  it('says ½ where neither has mass', () => {
    expect(optimalDiscriminator(0, 0)).toBe(0.5);
    expect(optimalDiscriminator([0, 1], [0, 0])).toEqual([0.5, 1]);
  });
  it('survives the greatest and the smallest densities', () => {
    expect(optimalDiscriminator(1.5e308, 1.5e308)).toBe(0.5);
    expect(optimalDiscriminator(5e-324, 5e-324)).toBe(0.5);
  });
});

describe('jensenShannonFromValue', () => {
  it('maps 0 to log 2, −2 log 2 to 0, and never clamps', () => {
    expect(jensenShannonFromValue(0)).toBe(Math.LN2);
    expect(jensenShannonFromValue(-2 * Math.LN2)).toBe(0);
    expect(jensenShannonFromValue(-4)).toBeCloseTo(Math.LN2 - 2, 15);
    expect(jensenShannonFromValue(-Infinity)).toBe(-Infinity);
  });
});
