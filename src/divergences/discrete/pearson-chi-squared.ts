import { chiSquaredTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * Pearson's χ² divergence Σ (p − q)²/q, weighted by the second distribution.
 *
 * Range 0 … +∞, without a unit; 0 exactly for p = q. An outcome that only p has makes it +∞; an outcome that only q has
 * adds its probability; an outcome that neither has adds nothing.
 *
 * Convention: χ²(p‖q) with q, the expected distribution, in the denominator, as the f-divergence Σ q·f(p/q) with
 * f(u) = (u − 1)² has it. With p there, Σ (p − q)²/p, which goes by either name, it is {@link neymanChiSquared}.
 *
 * Source: Pearson 1900, with probabilities in place of counts; Cichocki & Amari 2010, "Families of Alpha- Beta- and Gamma-
 * Divergences", where ½ of it is the alpha-divergence at α = 2.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns Σ (p − q)²/q
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { pearsonChiSquared } from 'gan-core/divergences';
 * // (1/4)²/(1/4) + (1/4)²/(3/4) = 1/3
 * console.log(pearsonChiSquared([0.5, 0.5], [0.25, 0.75]).toFixed(6)); // → 0.333333
 * ```
 */
export function pearsonChiSquared(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  return neumaierSum(p.length, (index) => chiSquaredTerm(p[index]!, q[index]!));
}
