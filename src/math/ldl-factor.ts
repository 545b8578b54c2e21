import { allSteps } from './all-steps';

/** A = L·D·Lᵀ with L unit lower triangular (row i holds i + 1 entries, the last one 1) and D diagonal, all pivots > 0. */
export interface LdlFactors {
  readonly lower: readonly (readonly number[])[];
  readonly pivots: readonly number[];
}

/**
 * The Cholesky decomposition without square roots, A = L·D·Lᵀ (Golub & Van Loan, Matrix Computations, §4.1). Without
 * roots a diagonal A comes back as D to the last digit, so that differences between two of them stay exact.
 *
 * @param matrix - symmetric; the entries above the diagonal aren't read
 * @returns the factors, or the index of the first pivot that isn't positive beyond rounding (A isn't positive definite)
 */
export function ldlFactor(matrix: readonly ArrayLike<number>[]): LdlFactors | number {
  return allSteps(ldlFactorSteps(matrix));
}

/** {@link ldlFactor}, row by row: of n rows the i-th takes i² multiplications, n³/6 in all. */
export function* ldlFactorSteps(matrix: readonly ArrayLike<number>[]): Generator<void, LdlFactors | number> {
  const size = matrix.length;
  const lower: number[][] = [];
  const pivots: number[] = [];
  for (let i = 0; i < size; i++) {
    const source = matrix[i]!;
    const row: number[] = [];
    // `scaled[j]` is L[i][j]·D[j]: what the elimination yields first.
    const scaled: number[] = [];
    let pivot = source[i]!;
    for (let j = 0; j < i; j++) {
      const other = lower[j]!;
      let value = source[j]!;
      for (let k = 0; k < j; k++) value -= scaled[k]! * other[k]!;
      scaled.push(value);
      row.push(value / pivots[j]!);
      pivot -= value * row[j]!;
    }
    // A pivot this small against its diagonal entry is rounding left over from an exact zero.
    if (!(pivot > size * Number.EPSILON * source[i]!)) return i;
    row.push(1);
    lower.push(row);
    pivots.push(pivot);
    yield;
  }
  return { lower, pivots };
}
