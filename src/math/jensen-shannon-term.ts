import { logRatio } from './log-ratio';

/**
 * ½ p log(p/m) + ½ q log(q/m) with m = (p + q)/2: one term of a Jensen–Shannon divergence, never negative, to full
 * relative accuracy also where p ≈ q.
 *
 * @param p - not negative
 * @param q - not negative
 * @param difference - p − q, for callers that know it better than the subtraction does
 * @returns the term, from 0 to (p + q)/2 · log 2
 */
export function jensenShannonTerm(p: number, q: number, difference = p - q): number {
  const sum = p + q;
  if (sum === 0) return 0;
  const r = difference / sum;
  if (Math.abs(r) < 0.25) {
    // (1 + r) log(1 + r) + (1 − r) log(1 − r) = Σ r^(2k) / (k(2k − 1)), whose linear parts cancel; 13 terms are enough.
    const square = r * r;
    let series = 0;
    for (let k = 13; k >= 1; k--) series = series * square + 1 / (k * (2 * k - 1));
    return (sum / 4) * series * square;
  }
  const half = (value: number) => (value === 0 ? 0 : 0.5 * value * logRatio(2 * value, sum));
  return half(p) + half(q);
}
