import { describe, expect, it } from 'vitest';
import { ldlFactor } from '../../src/math';

describe('ldlFactor', () => {
  it('factors by hand: [[4, 2], [2, 3]] = L·diag(4, 2)·Lᵀ with L[1][0] = ½', () => {
    expect(
      ldlFactor([
        [4, 2],
        [2, 3],
      ]),
    ).toEqual({ lower: [[1], [0.5, 1]], pivots: [4, 2] });
  });
  it('names the row where a matrix stops being positive definite', () => {
    expect(
      ldlFactor([
        [1, 0, 0],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    ).toBe(2);
    expect(ldlFactor([[0]])).toBe(0);
  });
});
