import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneSidedJacobi } from '../../src/math';

const identity = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const lengths = (rows: number[][]) => rows.map((row) => Math.hypot(...row)).sort((a, b) => a - b);

describe('oneSidedJacobi', () => {
  it('by hand: [[1, 1], [0, 1]] has the golden ratio and its inverse as singular values', () => {
    const rows = [
      [1, 1],
      [0, 1],
    ];
    oneSidedJacobi(rows, identity(2));
    const [least, greatest] = lengths(rows);
    expect(greatest).toBeCloseTo((1 + Math.sqrt(5)) / 2, 15);
    expect(least).toBeCloseTo((Math.sqrt(5) - 1) / 2, 15);
  });
  it('keeps the digits of a small singular value, which the eigenvalues of A·Aᵀ would lose', () => {
    const rows = [
      [1, 1],
      [0, 1e-12],
    ];
    oneSidedJacobi(rows, identity(2));
    // Their product is the determinant; the greater is √2 but for 1e-24.
    expect(Math.abs((lengths(rows)[0]! * Math.SQRT2) / 1e-12 - 1)).toBeLessThan(1e-15);
  });
  it('leaves orthogonal rows as they are, to the last digit', () => {
    const rows = [
      [0, 3, 0],
      [0, 0, 1e-5],
      [2, 0, 0],
    ];
    const before = structuredClone(rows);
    const companions = [[1], [2], [3]];
    oneSidedJacobi(rows, companions);
    expect(rows).toEqual(before);
    expect(companions).toEqual([[1], [2], [3]]);
  });
  it('gives orthogonal rows and the rotation that led there', () => {
    const matrix = fc.integer({ min: 1, max: 6 }).chain((size) =>
      fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(matrix, (a) => {
        const rows = structuredClone(a);
        const turns = identity(a.length);
        oneSidedJacobi(rows, turns);
        for (let i = 0; i < a.length; i++) {
          for (let j = 0; j < i; j++) {
            const scale = Math.hypot(...rows[i]!) * Math.hypot(...rows[j]!);
            expect(Math.abs(dot(rows[i]!, rows[j]!))).toBeLessThanOrEqual(1e-14 * scale + 1e-300);
            expect(Math.abs(dot(turns[i]!, turns[j]!))).toBeLessThan(1e-13);
          }
          expect(Math.hypot(...turns[i]!)).toBeCloseTo(1, 13);
          for (let j = 0; j < a.length; j++) {
            const column = a.map((row) => row[j]!);
            expect(Math.abs(dot(turns[i]!, column) - rows[i]![j]!)).toBeLessThan(1e-13);
          }
        }
      }),
      { seed: 20140610, numRuns: 1000 },
    );
  });
});
