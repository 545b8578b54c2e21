import { compensatedSum, relativeEntropyTerm } from '../math';
import { forwardSubstitute } from './forward-substitute';
import { type FactoredGaussian, factorGaussianPair, type Gaussian } from './gaussian';

/**
 * The Kullback–Leibler divergence between two normal distributions of n dimensions, in closed form:
 * KL(p‖q) = ½ [tr(Σq⁻¹Σp) + (μq − μp)ᵀ Σq⁻¹ (μq − μp) − n + log(det Σq / det Σp)].
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q; unchanged by an affine map of both. Never negative: with Σ = L·D·Lᵀ and
 * A = Lq⁻¹Lp it is a sum of squares and of u − 1 − log u, and no part cancels another. Diagonal covariances, one dimension
 * among them, keep all digits also where p ≈ q. Full ones lose as many digits as their condition number has, and as many
 * again as p and q agree in: covariances a millionth apart leave about ten.
 *
 * Convention: `covariance` holds **variances** σ², not standard deviations. To divide by n or n − 1 when estimating it from
 * samples is the caller's choice.
 *
 * Source: Kullback 1959, "Information Theory and Statistics", ch. 9, §1; Duchi, "Derivations for Linear Algebra and
 * Optimization", §9.
 *
 * @param p - the first Gaussian
 * @param q - the second one, of as many dimensions
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a mean isn't finite, a covariance doesn't fit its mean or isn't symmetric (within 1e-6 of its
 * scale) and positive definite (its pivots above rounding), or the dimensions differ
 */
export function gaussianKl(p: Gaussian, q: Gaussian): number {
  const { first, second } = factorGaussianPair(p, q);
  const size = first.mean.length;
  const shift = first.mean.map((mean, i) => mean - second.mean[i]!);
  const whitened = second.lower ? forwardSubstitute(second.lower, shift) : shift;
  const variances = compensatedSum(
    size,
    // a/b − 1 − log(a/b) for the pivots a and b; the ratio itself would round their difference away.
    (i) => relativeEntropyTerm(second.pivots[i]!, first.pivots[i]!) / second.pivots[i]!,
  );
  const means = compensatedSum(size, (i) => (whitened[i]! / second.pivots[i]!) * whitened[i]!);
  return 0.5 * (variances + means + mixedVariances(first, second));
}

/** Σ_{i>j} A[i][j]² Dp[j] / Dq[i] with A = Lq⁻¹Lp: how far the two covariances' axes are turned against each other. */
function mixedVariances(p: FactoredGaussian, q: FactoredGaussian): number {
  if (!p.lower && !q.lower) return 0;
  const size = p.mean.length;
  let sum = 0;
  for (let j = 0; j < size; j++) {
    const column = Array.from({ length: size }, (_, i) => p.lower?.[i]?.[j] ?? (i === j ? 1 : 0));
    const turned = q.lower ? forwardSubstitute(q.lower, column, j) : column;
    sum += compensatedSum(size - j - 1, (offset) => {
      const i = j + 1 + offset;
      return turned[i]! * turned[i]! * (p.pivots[j]! / q.pivots[i]!);
    });
  }
  return sum;
}
