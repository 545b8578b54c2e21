import { normalQuantile } from '../math';

/**
 * The interval value ± z·standardError that a normally distributed estimate has, z = Φ⁻¹((1 + confidence)/2).
 *
 * @param value - the estimate
 * @param standardError - its standard error
 * @param confidence - in (0, 1)
 * @returns the lower and the upper end
 */
export function normalInterval(
  value: number,
  standardError: number,
  confidence: number,
): [lower: number, upper: number] {
  const reach = normalQuantile((1 + confidence) / 2) * standardError;
  return [value - reach, value + reach];
}
