/**
 * L⁻¹·vector for a unit lower triangular L.
 *
 * @param lower - L's rows, row i with i + 1 entries
 * @param vector - as many numbers
 * @param start - how many of them, from the first on, are known to be 0
 * @returns the solution x of L·x = vector
 */
export function forwardSubstitute(
  lower: readonly (readonly number[])[],
  vector: readonly number[],
  start = 0,
): number[] {
  const solution = [...vector];
  forwardSubstituteInPlace(lower, solution, start);
  return solution;
}

/** {@link forwardSubstitute}, with the solution in the vector's place. */
export function forwardSubstituteInPlace(
  lower: readonly (readonly number[])[],
  vector: number[] | Float64Array,
  start = 0,
): void {
  for (let i = start + 1; i < vector.length; i++) {
    const row = lower[i]!;
    let value = vector[i]!;
    for (let k = start; k < i; k++) value -= row[k]! * vector[k]!;
    vector[i] = value;
  }
}
