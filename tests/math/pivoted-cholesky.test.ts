import { describe, expect, it } from 'vitest';
import { allSteps, pivotedCholeskySteps } from '../../src/math';
import { createRandom } from '../../src/random';

function gram(size: number, rank: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let term = 0; term < rank; term++) {
    const vector = Float64Array.from({ length: size }, () => random.normal());
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) matrix[i * size + j]! += vector[i]! * vector[j]!;
  }
  return matrix;
}

describe('pivotedCholeskySteps', () => {
  it('factors by hand, the largest first: [[1, 2], [2, 13]]', () => {
    const { rank, rows, pivots } = allSteps(pivotedCholeskySteps(Float64Array.from([1, 2, 2, 13]), 2));
    expect([rank, pivots]).toEqual([2, [1, 0]]);
    [2 / Math.sqrt(13), Math.sqrt(13), 3 / Math.sqrt(13), 0].forEach((entry, i) => {
      expect(rows[i]).toBeCloseTo(entry, 15);
    });
  });

  it.each([
    [1, 0],
    [1, 1],
    [8, 8],
    [40, 11],
    [40, 40],
    [7, 0],
  ])('gives back a matrix of %d rows and rank %d, and its rank', (size, wanted) => {
    const matrix = gram(size, wanted, size);
    const { rank, rows, pivots } = allSteps(pivotedCholeskySteps(matrix, size));
    expect(rank).toBe(wanted);
    const largest = Math.max(1, ...matrix);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += rows[k * size + i]! * rows[k * size + j]!;
        expect(Math.abs(sum - matrix[i * size + j]!)).toBeLessThan(1e-13 * largest);
      }
    }
    pivots.forEach((pivot, k) => {
      for (let later = k + 1; later < rank; later++) expect(rows[later * size + pivot]).toBe(0);
    });
  });
});
