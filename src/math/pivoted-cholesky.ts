/** A = Uᵀ·U of a positive semidefinite matrix A of n rows, U having as many rows as A has rank. */
export interface PivotedCholesky {
  readonly rank: number;
  /** U, row after row, n entries each. */
  readonly rows: Float64Array;
  /** The coordinate of each row in which all later rows are 0. */
  readonly pivots: readonly number[];
}

/**
 * The Cholesky decomposition with the largest pivot first, which ends where nothing but rounding is left: so it gives the rank
 * of a singular matrix too (Higham 1990, "Analysis of the Cholesky Decomposition of a Semi-definite Matrix"). It stops after
 * each row: n²·rank/2 multiplications in all.
 *
 * @param matrix - n·n entries, row after row, both sides of the diagonal. Not changed
 * @param size - n
 * @returns the rows of U, with the pivots
 */
export function* pivotedCholeskySteps(matrix: Float64Array, size: number): Generator<void, PivotedCholesky> {
  const left = Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);
  const negligible = size * Number.EPSILON * left.reduce((most, value) => Math.max(most, value), 0);
  const rows = new Float64Array(size * size);
  const pivots: number[] = [];
  for (let rank = 0; rank < size; rank++) {
    const pivot = left.reduce((best, value, i) => (value > left[best]! ? i : best), 0);
    if (!(left[pivot]! > negligible)) break;
    const row = rows.subarray(rank * size, (rank + 1) * size);
    row.set(matrix.subarray(pivot * size, (pivot + 1) * size));
    for (let before = 0; before < rank; before++) subtract(row, rows, before * size, pivot);
    const length = Math.sqrt(row[pivot]!);
    for (let i = 0; i < size; i++) row[i]! /= length;
    for (const done of pivots) row[done] = 0;
    for (let i = 0; i < size; i++) left[i]! -= row[i]! * row[i]!;
    left[pivot] = 0;
    pivots.push(pivot);
    yield;
  }
  return { rank: pivots.length, rows: rows.subarray(0, pivots.length * size), pivots };
}

/** row − rowBefore[pivot]·rowBefore */
function subtract(row: Float64Array, rows: Float64Array, start: number, pivot: number): void {
  const factor = rows[start + pivot]!;
  for (let i = 0; i < row.length; i++) row[i]! -= factor * rows[start + i]!;
}
