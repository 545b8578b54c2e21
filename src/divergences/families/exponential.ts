import { positive } from '../../errors';
import { klDivTerm, logRatio } from '../../math';
import { readParameters } from './read-parameters';

/** An exponential distribution, with the density rate·exp(−rate·x) for x ≥ 0 and the mean 1/rate. */
export interface Exponential {
  /** λ > 0, the inverse of the mean (not the mean or "scale" itself). */
  readonly rate: number;
}

/**
 * The Kullback–Leibler divergence between two exponential distributions: KL(p‖q) = log(λp/λq) + λq/λp − 1.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q. All digits are kept also where p ≈ q.
 *
 * Source: Gil, Alajaji & Linder 2013, "Rényi Divergence Measures for Commonly Used Univariate Continuous Distributions".
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { exponentialKl } from 'gan-core/divergences';
 * // log 2 + 1/2 − 1
 * console.log(exponentialKl({ rate: 2 }, { rate: 1 }).toFixed(6)); // → 0.193147
 * ```
 */
export function exponentialKl(p: Exponential, q: Exponential): number {
  [p, q] = readPair(p, q);
  return klDivTerm(p.rate, q.rate) / p.rate;
}

/**
 * The squared Hellinger distance between two exponential distributions:
 * H²(p, q) = 1 − 2√(λp·λq)/(λp + λq) = (√λp − √λq)²/(λp + λq).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: from its definition, 1 − Bhattacharyya's coefficient.
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { exponentialSquaredHellinger } from 'gan-core/divergences';
 * // 1 − 2·√(1·4)/(1 + 4)
 * console.log(exponentialSquaredHellinger({ rate: 1 }, { rate: 4 }).toFixed(6)); // → 0.200000
 * ```
 */
export function exponentialSquaredHellinger(p: Exponential, q: Exponential): number {
  [p, q] = readPair(p, q);
  const greater = Math.max(p.rate, q.rate);
  const ratio = Math.min(p.rate, q.rate) / greater;
  // (a − b)/a is exact where a ≈ b; 1 − b/a rounds the quotient first.
  const gap = Math.abs(p.rate - q.rate) / greater / (1 + Math.sqrt(ratio));
  return (gap * gap) / (1 + ratio);
}

/**
 * The total variation distance between two exponential distributions: with a > b the two rates, the densities cross at
 * x = log(a/b)/(a − b), and TV(p, q) = exp(−b·x) − exp(−a·x) = (1 − b/a)·(b/a)^(b/(a − b)).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link totalVariationDistance}.
 *
 * Source: from the definition ½∫|p − q| dx.
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns TV(p, q)
 * @throws ArgumentError if a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { exponentialTotalVariation } from 'gan-core/divergences';
 * // The densities cross at x = log 2, beyond which p has the mass 1/2 and q 1/4.
 * console.log(exponentialTotalVariation({ rate: 1 }, { rate: 2 }).toFixed(6)); // → 0.250000
 * ```
 */
export function exponentialTotalVariation(p: Exponential, q: Exponential): number {
  [p, q] = readPair(p, q);
  if (p.rate === q.rate) return 0;
  const a = Math.max(p.rate, q.rate);
  const b = Math.min(p.rate, q.rate);
  return ((a - b) / a) * Math.exp(-(b / (a - b)) * logRatio(a, b));
}

/**
 * The Wasserstein-1 distance between two exponential distributions, |1/λp − 1/λq|: the difference of their means, since
 * one lies above the other in every quantile.
 *
 * Symmetric, in the units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫|F⁻¹ − G⁻¹|).
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns W₁(p, q)
 * @throws ArgumentError if a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { exponentialWasserstein1 } from 'gan-core/divergences';
 * // The means are 1 and 1/2.
 * console.log(exponentialWasserstein1({ rate: 1 }, { rate: 2 })); // → 0.5
 * ```
 */
export function exponentialWasserstein1(p: Exponential, q: Exponential): number {
  [p, q] = readPair(p, q);
  return Math.abs(p.rate - q.rate) / p.rate / q.rate;
}

/**
 * The squared Wasserstein-2 distance between two exponential distributions: W₂²(p, q) = 2·(1/λp − 1/λq)².
 *
 * Symmetric, in the squared units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫(F⁻¹ − G⁻¹)²).
 *
 * @param p - the first distribution, `{ rate }`
 * @param q - the second one
 * @returns W₂²(p, q)
 * @throws ArgumentError if a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { exponentialWasserstein2Squared } from 'gan-core/divergences';
 * // E (x − x/2)² with E x² = 2
 * console.log(exponentialWasserstein2Squared({ rate: 1 }, { rate: 2 })); // → 0.5
 * ```
 */
export function exponentialWasserstein2Squared(p: Exponential, q: Exponential): number {
  return 2 * exponentialWasserstein1(p, q) ** 2;
}

/** Both, checked and read once. */
function readPair(p: Exponential, q: Exponential): [p: Exponential, q: Exponential] {
  return [readParameters('p', p, { rate: positive }), readParameters('q', q, { rate: positive })];
}
