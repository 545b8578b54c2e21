import { interval } from '../../errors';
import { klDivTerm, squaredRootDifference } from '../../math';
import { readParameters } from './read-parameters';

/** A Bernoulli distribution: 1 with the given probability, else 0. */
export interface Bernoulli {
  /** Probability of the outcome 1, from 0 to 1. */
  readonly probability: number;
}

/**
 * The Kullback–Leibler divergence between two Bernoulli distributions:
 * KL(p‖q) = p log(p/q) + (1 − p) log((1 − p)/(1 − q)).
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q; +∞ where q excludes an outcome that p has. The same as {@link klDivergence}
 * of [p, 1 − p] and [q, 1 − q]; the other divergences of arrays serve likewise.
 *
 * Source: Kullback 1959, "Information Theory and Statistics".
 *
 * @param p - the first distribution, `{ probability }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a probability isn't from 0 to 1
 *
 * @example
 * ```ts
 * import { bernoulliKl } from 'gan-core/divergences';
 * // ½·log 2 + ½·log(2/3) = ½·log(4/3)
 * console.log(bernoulliKl({ probability: 0.5 }, { probability: 0.25 }).toFixed(6)); // → 0.143841
 * ```
 */
export function bernoulliKl(p: Bernoulli, q: Bernoulli): number {
  [p, q] = readPair(p, q);
  return (
    klDivTerm(p.probability, q.probability) +
    klDivTerm(1 - p.probability, 1 - q.probability, q.probability - p.probability)
  );
}

/**
 * The squared Hellinger distance between two Bernoulli distributions: H²(p, q) = 1 − √(p·q) − √((1 − p)(1 − q)).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: Hellinger 1909.
 *
 * @param p - the first distribution, `{ probability }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a probability isn't from 0 to 1
 *
 * @example
 * ```ts
 * import { bernoulliSquaredHellinger } from 'gan-core/divergences';
 * // 1 − √½
 * console.log(bernoulliSquaredHellinger({ probability: 0.5 }, { probability: 1 }).toFixed(6)); // → 0.292893
 * ```
 */
export function bernoulliSquaredHellinger(p: Bernoulli, q: Bernoulli): number {
  [p, q] = readPair(p, q);
  return (
    (squaredRootDifference(p.probability, q.probability) +
      squaredRootDifference(1 - p.probability, 1 - q.probability, q.probability - p.probability)) /
    2
  );
}

/**
 * The total variation distance between two Bernoulli distributions, |p − q|. It is their Wasserstein-1 distance too.
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link totalVariationDistance}.
 *
 * Source: Levin, Peres & Wilmer 2009, "Markov Chains and Mixing Times", prop. 4.2.
 *
 * @param p - the first distribution, `{ probability }`
 * @param q - the second one
 * @returns TV(p, q)
 * @throws ArgumentError if a probability isn't from 0 to 1
 *
 * @example
 * ```ts
 * import { bernoulliTotalVariation } from 'gan-core/divergences';
 * console.log(bernoulliTotalVariation({ probability: 0.5 }, { probability: 0.25 })); // → 0.25
 * ```
 */
export function bernoulliTotalVariation(p: Bernoulli, q: Bernoulli): number {
  [p, q] = readPair(p, q);
  return Math.abs(p.probability - q.probability);
}

/** Both, checked and read once. */
function readPair(p: Bernoulli, q: Bernoulli): [p: Bernoulli, q: Bernoulli] {
  return [
    readParameters('p', p, { probability: interval('[0, 1]') }),
    readParameters('q', q, { probability: interval('[0, 1]') }),
  ];
}
