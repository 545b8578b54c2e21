const SMALLEST_NORMAL = 2 ** -1022;

/**
 * log(a / b) for a, b ≥ 0, to full relative accuracy where a ≈ b and finite wherever a and b are positive.
 *
 * @param a - the numerator, not negative
 * @param b - the denominator, not negative
 * @returns the natural logarithm of the ratio; −∞ for a = 0, +∞ for b = 0, NaN for both
 */
export function logRatio(a: number, b: number): number {
  // Within a factor of two a − b is exact (Sterbenz), while a / b is rounded: its error would be all that's left of log.
  if (a <= 2 * b && b <= 2 * a) return Math.log1p((a - b) / b);
  const ratio = a / b;
  // 1e-3 / 5e-324 overflows, and a subnormal quotient has lost its digits; the logarithm of either is a harmless number.
  return ratio >= SMALLEST_NORMAL && ratio < Infinity ? Math.log(ratio) : Math.log(a) - Math.log(b);
}
