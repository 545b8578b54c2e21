import { klDivTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The Kullback–Leibler divergence KL(p‖q) = Σ p log(p/q) of two discrete distributions: what it costs, in nats, to take
 * q for the truth when samples come from p.
 *
 * Range 0 … +∞; 0 exactly for p = q. An outcome that p lacks adds nothing (0·log 0 = 0); an outcome that only p has
 * makes it +∞. Computed as Σ [p log(p/q) − p + q], the same number for normalized p and q: no term is negative and
 * nothing cancels, so that neighbors keep all their digits. Nothing is renormalized; sums that are off by δ (at most
 * 1e-6) move the result by the order of δ.
 *
 * Convention: natural logarithm (for bits divide by log 2), the true distribution first.
 *
 * Source: Kullback & Leibler 1951, "On Information and Sufficiency", §2.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if p or q isn't a distribution (an entry outside 0 … 1, a sum further than 1e-6 from 1, no entry),
 * or they differ in length
 *
 * @example
 * ```ts
 * import { klDivergence } from 'gan-core/divergences';
 * // One of two outcomes that q holds equally likely: log 2.
 * console.log(klDivergence([1, 0], [0.5, 0.5]).toFixed(6)); // → 0.693147
 * ```
 */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  return neumaierSum(p.length, (index) => klDivTerm(p[index]!, q[index]!));
}
