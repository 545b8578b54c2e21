import { logGamma } from '../../math';

/** A term so much smaller than the sum adds nothing that float64 could hold. */
const NEGLIGIBLE = 1e-17;

/**
 * The probability of at least so many heads in n throws of a fair coin, Σ_{k ≥ hits} C(n, k)/2ⁿ: exact, but for rounding.
 *
 * @param hits - from 0 to n; of a half the next whole number counts
 * @param count - n
 */
export function binomialTail(hits: number, count: number): number {
  const first = Math.ceil(hits);
  if (first <= 0) return 1;
  // Below the middle the other side is the smaller one: P(X ≥ h) = 1 − P(X ≥ n − h + 1).
  if (2 * first <= count) return 1 - binomialTail(count - first + 1, count);
  let term = Math.exp(
    logGamma(count + 1) - logGamma(first + 1) - logGamma(count - first + 1) - count * Math.LN2,
  );
  let sum = 0;
  for (let heads = first; heads <= count && term > NEGLIGIBLE * sum; heads++) {
    sum += term;
    term *= (count - heads) / (heads + 1);
  }
  return Math.min(sum, 1);
}
