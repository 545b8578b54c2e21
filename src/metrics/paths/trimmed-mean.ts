import { studentQuantile } from '../../math';

/** A mean of what is left once both tails are cut off. */
export interface TrimmedMean {
  readonly value: number;
  /** The error by the variance of the values with their tails drawn in (Tukey & McLaughlin 1963). */
  readonly standardError: number;
  readonly interval: readonly [lower: number, upper: number];
}

/**
 * The mean of the values between two of them: places ⌊γ(n − 1)⌋ and ⌈(1 − γ)(n − 1)⌉ in their order, as StyleGAN's code cuts at
 * percentiles. What equals one of the two stays.
 *
 * Source of the error: Tukey & McLaughlin 1963, "Less Vulnerable Confidence and Significance Procedures for Location Based on a Single
 * Sample: Trimming/Winsorization 1"; Wilcox 2012, "Introduction to Robust Estimation and Hypothesis Testing", §3.3.
 *
 * @param values - at least 2
 * @param share - γ of either tail, in [0, ½)
 * @param confidence - in (0, 1)
 */
export function trimmedMean(values: Float64Array, share: number, confidence: number): TrimmedMean {
  const sorted = values.slice().sort();
  const count = sorted.length;
  const low = sorted[Math.floor(share * (count - 1))]!;
  const high = sorted[Math.ceil((1 - share) * (count - 1))]!;
  const kept = sorted.filter((value) => low <= value && value <= high);
  const value = kept.reduce((sum, each) => sum + each, 0) / kept.length;
  const drawnIn = sorted.map((each) => Math.min(Math.max(each, low), high));
  const center = drawnIn.reduce((sum, each) => sum + each, 0) / count;
  const variance = drawnIn.reduce((sum, each) => sum + (each - center) ** 2, 0) / (count - 1);
  const standardError = (Math.sqrt(variance / count) * count) / kept.length;
  const reach = studentQuantile((1 + confidence) / 2, Math.max(kept.length - 1, 1)) * standardError;
  return { value, standardError, interval: [value - reach, value + reach] };
}
