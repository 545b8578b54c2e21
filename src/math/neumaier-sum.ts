/**
 * Σ term(i) for i = 0 … count − 1, with the rounding error of every addition carried along and added at the end
 * (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen"). The error doesn't grow with
 * `count`, which a plain loop's does. Never negative where no term is.
 *
 * @param count - how many terms there are
 * @param term - the i-th term
 * @returns the sum; infinite or NaN just where a plain loop's would be
 */
export function neumaierSum(count: number, term: (index: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < count; index++) {
    const value = term(index);
    const next = sum + value;
    // The smaller of the two is the one whose low digits fell off.
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  // With an infinite term `lost` is Infinity − Infinity, which says nothing.
  return Number.isFinite(sum) ? sum + lost : sum;
}
