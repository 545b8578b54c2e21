import { forwardSubstituteInPlace } from './forward-substitute';
import type { LdlFactors } from './ldl-factor';

/**
 * Solves L·D·Lᵀ·x = b by one forward and one backward substitution (Golub & Van Loan, Matrix Computations, §4.1).
 *
 * @param factors - of the matrix, from `ldlFactor`
 * @param b - the right-hand side, one number a row
 * @returns x
 */
export function ldlSolve({ lower, pivots }: LdlFactors, b: ArrayLike<number>): Float64Array {
  const size = pivots.length;
  const x = Float64Array.from(b);
  forwardSubstituteInPlace(lower, x);
  for (let i = 0; i < size; i++) x[i] = x[i]! / pivots[i]!;
  // Row by row from below: each x[i], once known, is taken out of all rows above it.
  for (let i = size - 1; i > 0; i--) {
    const row = lower[i]!;
    const known = x[i]!;
    for (let k = 0; k < i; k++) x[k] = x[k]! - row[k]! * known;
  }
  return x;
}
