import { logRatio, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * Jeffreys' divergence J(p, q) = KL(p‖q) + KL(q‖p) = Σ (p − q) log(p/q).
 *
 * Symmetric; range 0 … +∞, in nats; 0 exactly for p = q. An outcome that only one of the two has makes it +∞; an outcome
 * that neither has adds nothing.
 *
 * Convention: the sum. Where the mean of the two is called the symmetrized KL divergence, that is half of this.
 *
 * Source: Jeffreys 1946, "An Invariant Form for the Prior Probability in Estimation Problems"; Kullback & Leibler 1951.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns J(p, q) in nats
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { jeffreysDivergence } from 'gan-core/divergences';
 * // 0.3·log(5/2) − 0.3·log(5/8) = 0.3·log 4
 * console.log(jeffreysDivergence([0.5, 0.5], [0.2, 0.8]).toFixed(6)); // → 0.415888
 * ```
 */
export function jeffreysDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  return neumaierSum(p.length, (index) => {
    const difference = p[index]! - q[index]!;
    return difference === 0 ? 0 : difference * logRatio(p[index]!, q[index]!);
  });
}
