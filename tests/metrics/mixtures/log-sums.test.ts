import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogSums } from '../../../src/metrics/mixtures/log-sums';

describe('LogSums', () => {
  it('is the logarithm of the sum, whatever the parts that terms come in', () => {
    const term = fc.double({ min: -700, max: 700, noNaN: true });
    const parts = fc.array(fc.array(term, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, (given) => {
        const sums = new LogSums(3);
        for (const part of given) sums.add(1, Float64Array.from([...part, 1e9]), part.length);
        const all = given.flat();
        const most = Math.max(...all);
        const exact = most + Math.log(all.reduce((sum, log) => sum + Math.exp(log - most), 0));
        // 40 terms of e⁻⁴⁰ of the largest may be left out.
        expect(Math.abs(sums.of(1) - exact)).toBeLessThan(1e-13 * (1 + Math.abs(exact)));
        expect([sums.of(0), sums.of(2)]).toEqual([-Infinity, -Infinity]);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is −∞ of terms that are all 0, and goes on from there', () => {
    const sums = new LogSums(1);
    sums.add(0, Float64Array.of(-Infinity, -Infinity), 2);
    expect(sums.of(0)).toBe(-Infinity);
    sums.add(0, Float64Array.of(3), 1);
    expect(sums.of(0)).toBe(3);
  });
});
