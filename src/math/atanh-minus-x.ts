/**
 * artanh r − r = r³/3 + r⁵/5 + …, which the subtraction itself would round away for small r. 13 terms of the series reach
 * float64's precision.
 *
 * @param r - |r| ≤ ¼
 * @returns the remainder, with r's sign
 */
export function atanhMinusX(r: number): number {
  const square = r * r;
  let series = 0;
  for (let odd = 27; odd >= 3; odd -= 2) series = series * square + 1 / odd;
  return series * square * r;
}
