import { describe, expect, it } from 'vitest';
import { numbersOfRow } from '../../../src/estimators/pair-numbers/numbers-of-row';
import { referenceRows } from '../../metrics/reference-rows';

describe('numbersOfRow', () => {
  const of = (count: number, seed: number) => ({ ...referenceRows(count, 3, seed), count });
  const [x, y] = [of(4, 1), of(11, 2)];

  it.each([
    [0, 11],
    [2, 10],
    [5, 6],
    [7, 7],
  ])('has those of the rows %d to %d, and writes no others', (start, end) => {
    for (const kind of ['squaredDistance', 'innerProduct'] as const) {
      const numbers = new Float64Array(12).fill(-1);
      numbersOfRow(numbers, kind, x, 2, y, start, end);
      for (let place = 0; place < 12; place++) {
        const row = y.values.slice(3 * (start + place), 3 * (start + place + 1));
        const own = x.values.slice(6, 9);
        const terms = Array.from(own, (value, axis) =>
          kind === 'innerProduct' ? value * row[axis]! : (value - row[axis]!) ** 2,
        );
        const expected = start + place < end ? terms.reduce((sum, term) => sum + term, 0) : -1;
        expect(numbers[place]).toBeCloseTo(expected, 14);
      }
    }
  });
});
