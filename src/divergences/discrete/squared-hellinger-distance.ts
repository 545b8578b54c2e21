import { neumaierSum, squaredRootDifference } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * The squared Hellinger distance H²(p, q) = ½ Σ (√p − √q)² = 1 − Σ √(p·q).
 *
 * Symmetric, without a unit; range 0 … 1: 0 exactly for p = q, 1 for distributions that share no outcome. An outcome
 * that only one of the two has adds half its probability.
 *
 * Convention: with the ½ and squared. f-GAN's generator for it, (√u − 1)², gives Σ (√p − √q)²: twice this. The
 * Hellinger distance, a metric, is the square root of this.
 *
 * Source: Hellinger 1909; Nowozin, Cseke & Tomioka 2016, "f-GAN", table 1 (without the ½).
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @returns H²(p, q)
 * @throws ArgumentError if p or q isn't a distribution, or they differ in length
 *
 * @example
 * ```ts
 * import { squaredHellingerDistance } from 'gan-core/divergences';
 * // 1 − Σ √(p·q) = 1 − √½
 * console.log(squaredHellingerDistance([1, 0], [0.5, 0.5]).toFixed(6)); // → 0.292893
 * ```
 */
export function squaredHellingerDistance(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  // Beyond it only by rounding, or by as much as p and q sum to more than 1.
  return Math.min(0.5 * neumaierSum(p.length, (index) => squaredRootDifference(p[index]!, q[index]!)), 1);
}
