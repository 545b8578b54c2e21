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
