import { checkNumber, finite } from '../../errors';
import { alphaTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The alpha-divergence D_α(p‖q) = (Σ p^α q^(1−α) − 1) / (α(α − 1)), with its limits KL(p‖q) at α = 1 and KL(q‖p) at
 * α = 0.
 *
 * Range 0 … +∞ (at most 1/(α(1 − α)) for 0 < α < 1); 0 exactly for p = q; D_α(p‖q) = D_{1−α}(q‖p). α = ½ is 4·H² (with
 * {@link squaredHellingerDistance}), α = 2 is ½ {@link pearsonChiSquared}, α = −1 is ½ {@link neymanChiSquared}. The unit
 * is nats at the two limits and none elsewhere. Accurate through the limits: nothing cancels at α = 1 ± 1e-9.
 *
 * An outcome that only p has makes it +∞ for α ≥ 1, else it adds p/(1 − α); an outcome that only q has makes it +∞ for
 * α ≤ 0, else it adds q/α; an outcome that neither has adds nothing. Nothing is renormalized: the terms summed are
 * [p^α q^(1−α) − αp − (1 − α)q] / (α(α − 1)), the same number for normalized p and q.
 *
 * Convention: Cichocki & Amari's α, which is Cressie & Read's λ + 1. Amari's older index α_A, with
 * 4/(1 − α_A²)·(1 − Σ p^((1−α_A)/2) q^((1+α_A)/2)), is `alphaDivergence(p, q, (1 - alphaA) / 2)`. Tsallis' relative
 * entropy of order α is α times this; Rényi's is {@link renyiDivergence}.
 *
 * Source: Cichocki & Amari 2010, "Families of Alpha- Beta- and Gamma-Divergences: Flexible and Robust Measures of
 * Similarities", §2.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @param alpha - any finite number
 * @returns D_α(p‖q)
 * @throws ArgumentError if p or q isn't a distribution, they differ in length, or alpha isn't finite
 *
 * @example
 * ```ts
 * import { alphaDivergence } from 'gan-core/divergences';
 * // For α = 2 it is half of Pearson's χ², which is 1/3 here.
 * console.log(alphaDivergence([0.5, 0.5], [0.25, 0.75], 2).toFixed(6)); // → 0.166667
 * ```
 */
export function alphaDivergence(p: ArrayLike<number>, q: ArrayLike<number>, alpha: number): number {
  requireDistributionPair(p, q);
  checkNumber('alpha', alpha, finite, '. For the limit of large orders use renyiDivergence(p, q, Infinity)');
  const divergence = neumaierSum(p.length, (index) => alphaTerm(p[index]!, q[index]!, alpha));
  // Probabilities may sum to a little more than 1.
  return alpha > 0 && alpha < 1 ? Math.min(divergence, 1 / (alpha * (1 - alpha))) : divergence;
}
