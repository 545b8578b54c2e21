import { chiSquaredTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * Neyman's χ² divergence Σ (p − q)²/p, weighted by the first distribution: {@link pearsonChiSquared} with its arguments
 * exchanged.
 *
 * Range 0 … +∞, without a unit; 0 exactly for p = q. An outcome that only q has makes it +∞; an outcome that only p has
 * adds its probability; an outcome that neither has adds nothing.
 *
 * Convention: p is in the denominator, as the f-divergence Σ q·f(p/q) with f(u) = (1 − u)²/u has it.
 *
 * Source: Neyman 1949, "Contribution to the Theory of the χ² Test"; Cichocki & Amari 2010, where ½ of it is the
 * alpha-divergence at α = −1.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns Σ (p − q)²/p
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { neymanChiSquared } from 'gan-core/divergences';
 * // (1/4)²/(1/2) twice
 * console.log(neymanChiSquared([0.5, 0.5], [0.25, 0.75]).toFixed(6)); // → 0.250000
 * ```
 */
export function neymanChiSquared(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  return neumaierSum(p.length, (index) => chiSquaredTerm(q[index]!, p[index]!));
}
