import { normalQuantile, studentQuantile } from '../../math';

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

/**
 * The interval of a mean of independent terms whose spread is known from these terms only: by Student's t distribution, which
 * is exact for normal terms.
 *
 * @param value - the mean
 * @param standardError - its standard error
 * @param confidence - in (0, 1)
 * @param count - how many terms there are, at least 2
 * @returns the lower and the upper end
 */
export function studentInterval(
  value: number,
  standardError: number,
  confidence: number,
  count: number,
): [lower: number, upper: number] {
  const reach = studentQuantile((1 + confidence) / 2, count - 1) * standardError;
  return [value - reach, value + reach];
}
