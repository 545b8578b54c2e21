import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euclideanLength } from '../../src/math';

const lengthOf = (values: ArrayLike<number>) => euclideanLength(values.length, (index) => values[index]!);

describe('euclideanLength', () => {
  it('is Math.hypot, the engine’s own, to the last digits', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 50 }), (values) => {
        const expected = Math.hypot(...values);
        if (!Number.isFinite(expected)) expect(lengthOf(values)).toBe(expected);
        else expect(Math.abs(lengthOf(values) - expected)).toBeLessThanOrEqual(4e-16 * expected);
      }),
      { seed: 1101, numRuns: 2000 },
    );
  });

  it('takes a million values, and NaN', () => {
    expect(lengthOf(new Float64Array(1e6).fill(3))).toBe(3000);
    expect(lengthOf([1, Number.NaN, 2])).toBeNaN();
    expect(lengthOf([])).toBe(0);
  });
});
