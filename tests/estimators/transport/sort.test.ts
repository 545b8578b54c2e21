import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistic } from '../../../src/estimators/samples/order-statistic';
import { sortedIndices, sortedValues } from '../../../src/estimators/transport/sort';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();
/** So many that parts are merged, the last of them short; with ties, −0 and infinities. */
function many(count: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const odd = [-0, 0, Infinity, -Infinity];
  return Float64Array.from({ length: count }, (_, i) =>
    i % 1000 < 4 ? odd[i % 1000]! : Math.round(1e4 * random.normal()) / 1e3,
  );
}

describe('sorting with pauses', () => {
  it.each([0, 1, 16_384, 16_385, 70_001])('gives %d values in order, equal ones in theirs', async (count) => {
    const values = many(count, count);
    const order = await sortedIndices(values, pauses);
    expect(new Set(order).size).toBe(count);
    for (let place = 1; place < count; place++) {
      const [before, here] = [order[place - 1]!, order[place]!];
      const inOrder = values[before]! < values[here]! || (values[before] === values[here] && before < here);
      if (!inOrder) expect.fail(`${values[before]} at ${before} comes before ${values[here]} at ${here}`);
    }
    const sorted = await sortedValues(values, pauses);
    expect(Array.from(sorted, (value) => value + 0)).toEqual(Array.from(values.slice().sort(), (v) => v + 0));
  });
});

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
