import { describe, expect, it } from 'vitest';
import { sortedIndices, sortedValues } from '../../../src/estimators/transport/sort';
import { createPauses } from '../../../src/scheduling';
import { many } from './many-values';

const pauses = createPauses();

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
