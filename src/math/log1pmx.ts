import { atanhMinusX } from './atanh-minus-x';

/**
 * x − log(1 + x), which starts with x²/2, to full relative accuracy.
 *
 * @param x - above −1
 * @returns the excess, ≥ 0; +∞ at −1
 */
export function log1pmx(x: number): number {
  const r = x / (2 + x);
  // log(1 + x) = 2 artanh r, and x − 2r = x·r.
  return Math.abs(r) < 0.25 ? x * r - 2 * atanhMinusX(r) : x - Math.log1p(x);
}
