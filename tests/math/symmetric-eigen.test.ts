import { describe, expect, it } from 'vitest';
import { allSteps, symmetricEigenSteps } from '../../src/math';
import { createRandom } from '../../src/random';

const eigen = (matrix: Float64Array, size: number, withVectors = true) =>
  allSteps(symmetricEigenSteps(matrix, size, withVectors));

/** A symmetric matrix of normal numbers, of a rank. */
function randomMatrix(size: number, rank: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let term = 0; term < rank; term++) {
    const vector = Float64Array.from({ length: size }, () => random.normal());
    const sign = random.next() < 0.5 ? -1 : 1;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) matrix[i * size + j]! += sign * vector[i]! * vector[j]!;
  }
  return matrix;
}

/** The largest entries of A·V − V·Λ and VᵀV − 1. */
function residuals(matrix: Float64Array, size: number) {
  const { values, vectors } = eigen(matrix, size);
  let [ofEquation, ofLengths] = [0, 0];
  for (let v = 0; v < size; v++) {
    const vector = vectors.subarray(v * size, (v + 1) * size);
    for (let i = 0; i < size; i++) {
      let [image, inner] = [0, 0];
      for (let j = 0; j < size; j++) {
        image += matrix[i * size + j]! * vector[j]!;
        inner += vectors[i * size + j]! * vector[j]!;
      }
      ofEquation = Math.max(ofEquation, Math.abs(image - values[v]! * vector[i]!));
      ofLengths = Math.max(ofLengths, Math.abs(inner - (i === v ? 1 : 0)));
    }
  }
  return { ofEquation, ofLengths, norm: Math.max(...values.map(Math.abs)) };
}

describe('symmetricEigenSteps', () => {
  it.each([1, 2, 3, 17, 100])('gives 2 − 2cos(kπ/(n + 1)) of the second difference of %d points', (size) => {
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      matrix[i * size + i] = 2;
      if (i > 0) matrix[i * size + i - 1] = -1; // what is above the diagonal isn't read
    }
    for (const withVectors of [false, true]) {
      const { values, vectors } = eigen(matrix, size, withVectors);
      expect(vectors.length).toBe(withVectors ? size * size : 0);
      values.forEach((value, k) => {
        expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1))))).toBeLessThan(1e-13);
      });
    }
  });

  it.each([
    [1, 1],
    [2, 2],
    [5, 5],
    [60, 60],
    [60, 7], // one value that occurs 53 times
    [150, 150],
    [90, 0],
  ])('has orthogonal vectors that A only stretches: %d rows of rank %d', (size, rank) => {
    const { ofEquation, ofLengths, norm } = residuals(randomMatrix(size, rank, size + rank), size);
    expect(ofEquation).toBeLessThanOrEqual(1e-13 * norm);
    expect(ofLengths).toBeLessThan(1e-13);
  });

  it.each([1e-200, 1e200])('loses nothing at a scale of %d', (scale) => {
    const matrix = randomMatrix(12, 12, 3);
    const { values } = eigen(
      matrix.map((entry) => entry * scale),
      12,
    );
    eigen(matrix, 12).values.forEach((value, k) => {
      expect(Math.abs(values[k]! / scale - value)).toBeLessThan(1e-12);
    });
  });

  it('leaves the matrix as it was', () => {
    const matrix = randomMatrix(9, 9, 5);
    const before = matrix.slice();
    eigen(matrix, 9);
    expect(matrix).toEqual(before);
  });

  it('finds the ends of a graded matrix: diag(1, 1e−8, 1e−16) turned', () => {
    const turned = Float64Array.from([0.5 + 5e-9, 0.5 - 5e-9, 0, 0.5 - 5e-9, 0.5 + 5e-9, 0, 0, 0, 1e-16]);
    const { values } = eigen(turned, 3);
    expect(Math.abs(values[2]! - 1)).toBeLessThan(1e-15);
    expect(Math.abs(values[1]! - 1e-8)).toBeLessThan(1e-15);
    expect(Math.abs(values[0]!)).toBeLessThan(1e-15);
  });
});
