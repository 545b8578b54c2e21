import { jensenShannonTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The Jensen–Shannon divergence JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m) with m = ½(p + q): what the original GAN's generator
 * minimizes when its discriminator is optimal.
 *
 * Symmetric; range 0 … log 2 ≈ 0.693 nats: 0 exactly for p = q, log 2 for distributions that share no outcome. Always
 * finite: an outcome that only one of the two has adds ½ log 2 times its probability.
 *
 * Convention: equal weights ½ and natural logarithm. f-GAN's generator for it, u log u − (u + 1) log((u + 1)/2), gives
 * KL(p‖m) + KL(q‖m): twice this. The Jensen–Shannon distance, a metric (scipy's `jensenshannon`), is this one's square
 * root. In bits, with its maximum at 1, divide by log 2.
 *
 * Source: Lin 1991, "Divergence Measures Based on the Shannon Entropy", §IV; Goodfellow et al. 2014, eq. 6.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns JS(p, q) in nats
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { jensenShannonDivergence } from 'gan-core/divergences';
 * // Distributions that share no outcome are as far apart as can be: log 2.
 * console.log(jensenShannonDivergence([1, 0], [0, 1]).toFixed(6)); // → 0.693147
 * ```
 */
export function jensenShannonDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  // Beyond it only by rounding, or by as much as p and q sum to more than 1.
  return Math.min(
    neumaierSum(p.length, (index) => jensenShannonTerm(p[index]!, q[index]!)),
    Math.LN2,
  );
}
