import { nonNegative } from '../../errors';
import { klDivTerm, squaredRootDifference } from '../../math';
import { readParameters } from './read-parameters';

/** A Poisson distribution: the counts k = 0, 1, … have the probabilities rate^k·exp(−rate)/k!. */
export interface Poisson {
  /** λ ≥ 0, the mean; 0 is the distribution that is always 0. */
  readonly rate: number;
}

/**
 * The Kullback–Leibler divergence between two Poisson distributions: KL(p‖q) = λp·log(λp/λq) − λp + λq.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q; +∞ for λq = 0 < λp. All digits are kept also where p ≈ q.
 *
 * Source: Kullback 1959, "Information Theory and Statistics".
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a rate is negative or isn't finite
 *
 * @example
 * ```ts
 * import { poissonKl } from 'gan-core/divergences';
 * // 2·log 2 − 2 + 1
 * console.log(poissonKl({ rate: 2 }, { rate: 1 }).toFixed(6)); // → 0.386294
 * ```
 */
export function poissonKl(p: Poisson, q: Poisson): number {
  [p, q] = readPair(p, q);
  return klDivTerm(p.rate, q.rate);
}

/**
 * The squared Hellinger distance between two Poisson distributions: H²(p, q) = 1 − exp(−½(√λp − √λq)²).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: from its definition, 1 − Bhattacharyya's coefficient.
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a rate is negative or isn't finite
 *
 * @example
 * ```ts
 * import { poissonSquaredHellinger } from 'gan-core/divergences';
 * // 1 − exp(−½·(√1 − √4)²)
 * console.log(poissonSquaredHellinger({ rate: 1 }, { rate: 4 }).toFixed(6)); // → 0.393469
 * ```
 */
export function poissonSquaredHellinger(p: Poisson, q: Poisson): number {
  [p, q] = readPair(p, q);
  return -Math.expm1(-squaredRootDifference(p.rate, q.rate) / 2);
}

/**
 * The Wasserstein-1 distance between two Poisson distributions, |λp − λq|: the difference of their means, since one lies
 * above the other in every quantile.
 *
 * Symmetric, in counts; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫|F⁻¹ − G⁻¹|).
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns W₁(p, q)
 * @throws ArgumentError if a rate is negative or isn't finite
 *
 * @example
 * ```ts
 * import { poissonWasserstein1 } from 'gan-core/divergences';
 * console.log(poissonWasserstein1({ rate: 2 }, { rate: 5 })); // → 3
 * ```
 */
export function poissonWasserstein1(p: Poisson, q: Poisson): number {
  [p, q] = readPair(p, q);
  return Math.abs(p.rate - q.rate);
}

/** Both, checked and read once. */
function readPair(p: Poisson, q: Poisson): [p: Poisson, q: Poisson] {
  return [readParameters('p', p, { rate: nonNegative }), readParameters('q', q, { rate: nonNegative })];
}
