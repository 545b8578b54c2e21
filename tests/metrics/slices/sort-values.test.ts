import { describe, expect, it } from 'vitest';
import { sortValues } from '../../../src/metrics/slices/sort-values';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

describe('sortValues', () => {
  // Up to 32,768 are sorted at once: one part, two, two and a rest, five.
  it.each([0, 1, 1000, 32_768, 32_769, 65_536, 70_001, 140_000])(
    'puts %d numbers in order',
    async (count) => {
      const random = createRandom(count);
      const values = Float64Array.from({ length: count }, () => Math.floor(1e4 * random.normal()));
      const expected = values.slice().sort();
      expect(await sortValues(values, createPauses())).toEqual(expected);
    },
  );
});
