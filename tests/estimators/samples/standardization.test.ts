import { describe, expect, it } from 'vitest';
import type { SampleMatrix } from '../../../src/estimators/samples/samples';
import { pooledStandardization, standardize } from '../../../src/estimators/samples/standardization';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();

describe('standardize', () => {
  it('gives the even mixture mean 0 and variance 1, whatever the counts, and leaves a constant axis', async () => {
    const p = { values: Float64Array.of(1, 7, 3, 7, 5, 7, 9, 7), count: 4, dimension: 2 };
    const q = { values: Float64Array.of(-2, 7, 0, 7), count: 2, dimension: 2 };
    const standardization = await pooledStandardization(p, q, pauses);
    const [a, b] = [
      await standardize(standardization, p, pauses),
      await standardize(standardization, q, pauses),
    ];
    const moment = (side: SampleMatrix, axis: number, power: number) => {
      let sum = 0;
      for (let i = axis; i < side.values.length; i += 2) sum += side.values[i]! ** power;
      return sum / side.count;
    };
    expect(moment(a, 0, 1) + moment(b, 0, 1)).toBeCloseTo(0, 14);
    expect((moment(a, 0, 2) + moment(b, 0, 2)) / 2).toBeCloseTo(1, 14);
    expect(moment(a, 1, 2) + moment(b, 1, 2)).toBe(0);
  });
});
