import { sampleVariance } from '../../estimators/parts';
import { erfc } from '../../math';

/** A comparison of two sets of numbers. */
export interface RankTest {
  /** P(x < y) + ½P(x = y) of one number of each set. */
  readonly value: number;
  /** Its standard error (DeLong, DeLong & Clarke-Pearson 1988). */
  readonly standardError: number;
  /** Mann and Whitney's U as a z-score: below 0 where x is mostly smaller. */
  readonly zScore: number;
  /** The probability of a z-score at most this of equal distributions, by the normal approximation. */
  readonly pValue: number;
}

/**
 * Compares two sets of numbers by ranks: U = |{(i, j) : xᵢ > yⱼ}| + ½|{xᵢ = yⱼ}|, z = (U − nm/2 + ½)/√(nm(n + m + 1)/12). Ties don't
 * change the variance, as in Meehan et al.'s code.
 *
 * Source: Mann & Whitney 1947, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other"; the error:
 * DeLong, DeLong & Clarke-Pearson 1988, "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic Curves".
 *
 * @param x - at least two numbers
 * @param y - at least two numbers
 */
export function rankTest(x: Float64Array, y: Float64Array): RankTest {
  const smaller = placements(x, y.slice().sort());
  const larger = placements(y, x.slice().sort());
  // Of each x the share of y above it; of each y the share of x below it is 1 less that above.
  const value = smaller.reduce((sum, each) => sum + each, 0) / x.length;
  const standardError = Math.sqrt(sampleVariance(smaller) / x.length + sampleVariance(larger) / y.length);
  const pairs = x.length * y.length;
  const u = (1 - value) * pairs;
  const zScore = (u - pairs / 2 + 0.5) / Math.sqrt((pairs * (x.length + y.length + 1)) / 12);
  return { value, standardError, zScore, pValue: erfc(-zScore / Math.SQRT2) / 2 };
}

/** The share of others above each number, ties by half. */
function placements(numbers: Float64Array, sorted: Float64Array): Float64Array {
  return numbers.map((number) => {
    const above = sorted.length - firstWhere(sorted, (other) => other > number);
    const atLeast = sorted.length - firstWhere(sorted, (other) => other >= number);
    return (above + atLeast) / (2 * sorted.length);
  });
}

/** The first place from which on it holds. */
function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
