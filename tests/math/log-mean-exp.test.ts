import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logMeanExp, softplus } from '../../src/math';

const fixed = { seed: 1910, numRuns: 1000 } as const;
const values = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('logMeanExp', () => {
  it('is the logarithm of the mean of the exponentials, and moves with a constant', () => {
    fc.assert(
      fc.property(values, (list) => {
        const plain = Math.log(list.reduce((sum, value) => sum + Math.exp(value), 0) / list.length);
        expect(logMeanExp(list)).toBeCloseTo(plain, 12);
        expect(logMeanExp(list.map((value) => value + 1000))).toBeCloseTo(plain + 1000, 10);
      }),
      fixed,
    );
  });
  it('of infinite values is infinite', () => {
    expect(logMeanExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logMeanExp([0, Infinity])).toBe(Infinity);
    expect(logMeanExp([0, -Infinity])).toBeCloseTo(-Math.LN2, 15);
  });
});

describe('softplus', () => {
  it('is log(1 + eˣ), keeps its digits where eˣ is tiny and is finite where it is huge', () => {
    for (const x of [-3, -0.5, 0, 1, 20]) expect(softplus(x)).toBeCloseTo(Math.log(1 + Math.exp(x)), 14);
    expect(softplus(-100) / Math.exp(-100)).toBeCloseTo(1, 15);
    expect(softplus(1e300)).toBe(1e300);
    expect(softplus(-1e300)).toBe(0);
  });
});
