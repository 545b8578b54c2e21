/**
 * √Σ value², as Math.hypot(...values) gives it, for lists of any length: a call takes some ten thousand arguments, and an
 * image has more values. The largest value is divided out, so that no square overflows or underflows.
 *
 * @param count - how many values there are
 * @param value - the i-th value
 * @returns the length; infinite where a value is, NaN where one is NaN
 */
export function euclideanLength(count: number, value: (index: number) => number): number {
  let largest = 0;
  for (let index = 0; index < count; index++) {
    const size = Math.abs(value(index));
    if (!(size <= largest)) largest = size;
  }
  if (largest === 0 || !(largest < Infinity)) return largest;
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < count; index++) {
    const scaled = value(index) / largest;
    const term = scaled * scaled - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return Math.sqrt(sum) * largest;
}
