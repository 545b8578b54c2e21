import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistic } from '../../../src/estimators/samples/order-statistic';
import { createPauses } from '../../../src/scheduling';
import { many } from '../transport/many-values';

const pauses = createPauses();

describe('orderStatistic', () => {
  it('is what a sort puts there, and parts the others about it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 }),
        fc.nat(),
        async (numbers, place) => {
          const rank = place % numbers.length;
          const values = Float64Array.from(numbers, (value) => value + 0);
          const sorted = values.slice().sort();
          expect(await orderStatistic(values, rank, pauses)).toBe(sorted[rank]);
          expect(values.subarray(0, rank).every((value) => value <= sorted[rank]!)).toBe(true);
          expect(values.subarray(rank).every((value) => value >= sorted[rank]!)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
  it('of many values', async () => {
    const values = many(50_000, 3);
    expect(await orderStatistic(values.slice(), 25_000, pauses)).toBe(values.slice().sort()[25_000]);
  });
});
