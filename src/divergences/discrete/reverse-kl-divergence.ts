import { klDivTerm, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The reverse Kullback–Leibler divergence KL(q‖p) = Σ q log(q/p): {@link klDivergence} with its arguments exchanged.
 * With p the data and q the model it punishes samples where no data is, and forgives modes that are missed.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q. An outcome that q lacks adds nothing; an outcome that only q has makes it
 * +∞.
 *
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", table 1 (reverse KL).
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns KL(q‖p) in nats
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { reverseKlDivergence } from 'gan-core/divergences';
 * // KL(q‖p), where q has one of two outcomes that p holds equally likely: log 2.
 * console.log(reverseKlDivergence([0.5, 0.5], [1, 0]).toFixed(6)); // → 0.693147
 * ```
 */
export function reverseKlDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  return neumaierSum(p.length, (index) => klDivTerm(q[index]!, p[index]!));
}
