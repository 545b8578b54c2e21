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
  for (let i = start + 1; i < solution.length; i++) {
    const row = lower[i]!;
    let value = solution[i]!;
    for (let k = start; k < i; k++) value -= row[k]! * solution[k]!;
    solution[i] = value;
  }
  return solution;
}
