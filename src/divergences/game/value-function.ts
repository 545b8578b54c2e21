import { ArgumentError, describeNumber } from '../../errors';
import { neumaierSum } from '../../math';
import { requireDistributionPair, requireNumberList, requireSameLength } from '../discrete/distribution-pair';

/**
 * The GAN's value function V(D) = Σ p log D + Σ q log(1 − D) over discrete outcomes: the discriminator maximizes it, the
 * generator (through q) minimizes it. p is the data's distribution, q the generator's.
 *
 * Range −∞ … 0, in nats. −2 log 2 ≈ −1.386 for a discriminator that always says ½; at most −2 log 2 + 2·JS(p, q), reached
 * at {@link optimalDiscriminator}(p, q). A discriminator that is certain and wrong (D = 0 where p has mass, D = 1 where q
 * has) makes it −∞; where p, or q, has no mass its part is 0 whatever D says (0·log 0 = 0). A float64 holds no D between
 * 1 − 2⁻⁵³ and 1: outcomes where p exceeds q more than 9e15-fold get D = 1, hence −∞, unless q is 0 there.
 *
 * Convention: both halves have weight 1. The discriminator's usual loss, binary cross-entropy, is −V where real and fake
 * halves are summed and −V/2 where they are averaged.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 1.
 *
 * @param p - the data's probabilities, which sum to 1
 * @param q - the generator's probabilities, over the same outcomes
 * @param d - the discriminator's probability of "real" for each outcome, in [0, 1] (not logits)
 * @returns V(D) in nats
 * @throws ArgumentError if p or q isn't a distribution, d has an entry outside 0 … 1, or the three differ in length
 *
 * @example
 * ```ts
 * import { valueFunction } from 'gan-core/divergences';
 * // Of a discriminator that always says ½: −2 log 2.
 * console.log(valueFunction([0.2, 0.8], [0.6, 0.4], [0.5, 0.5]).toFixed(6)); // → -1.386294
 * ```
 */
export function valueFunction(p: ArrayLike<number>, q: ArrayLike<number>, d: ArrayLike<number>): number {
  requireDistributionPair(p, q);
  requireNumberList('d', d);
  requireSameLength(p, 'd', d);
  for (let index = 0; index < d.length; index++) {
    const entry: unknown = d[index];
    if (typeof entry !== 'number' || !(entry >= 0 && entry <= 1)) {
      throw new ArgumentError(
        'd',
        `entry ${index} is ${describeNumber(entry)}; expected a probability from 0 to 1. Of a logit, pass its sigmoid.`,
      );
    }
  }
  return neumaierSum(p.length, (index) => {
    const real = p[index] === 0 ? 0 : p[index]! * Math.log(d[index]!);
    const fake = q[index] === 0 ? 0 : q[index]! * Math.log1p(-d[index]!);
    return real + fake;
  });
}
