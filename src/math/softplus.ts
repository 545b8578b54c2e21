/**
 * softplus(x) = log(1 + eˣ) in float64, finite for any finite x and to full relative accuracy also where eˣ is tiny.
 *
 * @param x - any number
 * @returns the softplus, ≥ 0
 */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
