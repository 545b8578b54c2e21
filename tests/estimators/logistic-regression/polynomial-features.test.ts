import { describe, expect, it } from 'vitest';
import { polynomialFeatures } from '../../../src/estimators/logistic-regression/polynomial-features';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();

describe('polynomialFeatures', () => {
  const point = { values: Float64Array.of(2, 3, 5), count: 1, dimension: 3 };
  it.each([
    ['linear', [2, 3, 5]],
    ['squares', [2, 3, 5, 4, 9, 25]],
    ['quadratic', [2, 3, 5, 4, 6, 10, 9, 15, 25]],
  ] as const)('%s', async (kind, expected) => {
    expect([...(await polynomialFeatures(kind, point, pauses)).values]).toEqual(expected);
  });
});
