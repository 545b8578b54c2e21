import { logRatio } from './log-ratio';

/**
 * [p^α q^(1−α) − αp − (1−α)q] / (α(α−1)): one term of an alpha-divergence, made non-negative by parts that sum to −1
 * over normalized p and q. Continuous in α, with p log(p/q) − p + q at α = 1 and its mirror image at α = 0.
 *
 * @param p - not negative
 * @param q - not negative
 * @param alpha - finite
 * @returns the term, ≥ 0; for p = 0 < q it is q/α (+∞ for α ≤ 0), for q = 0 < p it is p/(1 − α) (+∞ for α ≥ 1)
 */
export function alphaTerm(p: number, q: number, alpha: number): number {
  // The family is symmetric under (p, q, α) → (q, p, 1 − α), so that only the limit at 1 needs care. α − 1 goes along as
  // an argument of its own: 1 − (1 − α) would round a small α away.
  return alpha >= 0.5 ? upperTerm(p, q, alpha, alpha - 1) : upperTerm(q, p, 1 - alpha, -alpha);
}

function upperTerm(p: number, q: number, alpha: number, alphaMinusOne: number): number {
  if (p === q) return 0;
  if (p === 0) return q / alpha;
  if (q === 0) return alphaMinusOne < 0 ? -p / alphaMinusOne : Infinity;
  const difference = p - q;
  const x = difference / q;
  if (Math.abs(x) <= 0.1 && Math.abs(alpha * x) <= 1) return nearTerm(difference, x, alpha);
  return (scaledGrowth(p, logRatio(p, q), alphaMinusOne) - difference) / alpha;
}

/** The binomial series in x = (p − q)/q from its quadratic term on: the first two cancel. */
function nearTerm(difference: number, x: number, alpha: number): number {
  let term = (difference * x) / 2;
  let sum = term;
  for (let k = 2; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= ((alpha - k) / (k + 1)) * x;
    sum += term;
  }
  return sum;
}

/** p·(u^ε − 1)/ε with u = p/q and ε = α − 1, which tends to p log u. */
function scaledGrowth(p: number, logarithm: number, epsilon: number): number {
  const exponent = epsilon * logarithm;
  if (Math.abs(exponent) < Number.EPSILON) return p * logarithm;
  // exp(exponent) may overflow where its product with a tiny p doesn't.
  if (exponent > 700) return ((Math.exp(exponent / 2) * p) / epsilon) * Math.exp(exponent / 2);
  return (p * Math.expm1(exponent)) / epsilon;
}
