import { neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The total variation distance TV(p, q) = ½ Σ |p − q|: the greatest difference between the probabilities that p and q
 * give to one event.
 *
 * Symmetric, a metric, without a unit; range 0 … 1: 0 exactly for p = q, 1 for distributions that share no outcome.
 *
 * Convention: with the ½. The L₁ distance Σ |p − q|, which some authors call total variation, is twice this.
 *
 * Source: Levin, Peres & Wilmer 2009, "Markov Chains and Mixing Times", prop. 4.2.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns TV(p, q)
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { totalVariationDistance } from 'gan-core/divergences';
 * // The mass that must move.
 * console.log(totalVariationDistance([0.5, 0.5], [0.25, 0.75])); // → 0.25
 * ```
 */
export function totalVariationDistance(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  // Beyond it only by rounding, or by as much as p and q sum to more than 1.
  return Math.min(0.5 * neumaierSum(p.length, (index) => Math.abs(p[index]! - q[index]!)), 1);
}
