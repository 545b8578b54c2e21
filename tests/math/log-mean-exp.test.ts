import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logMeanExp } from '../../src/math';

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
