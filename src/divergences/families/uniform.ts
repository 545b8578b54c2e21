import { ArgumentError, finite } from '../../errors';
import { logRatio } from '../../math';
import { readParameters } from './read-parameters';

/** A continuous uniform distribution, with the density 1/(max − min) from min to max. */
export interface Uniform {
  /** Lower end of the interval. */
  readonly min: number;
  /** Upper end of the interval, above min. */
  readonly max: number;
}

/**
 * The Kullback–Leibler divergence between two uniform distributions: KL(p‖q) = log((maxq − minq)/(maxp − minp)) where p's
 * interval lies in q's, else +∞.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q.
 *
 * Source: Gil, Alajaji & Linder 2013, "Rényi Divergence Measures for Commonly Used Univariate Continuous Distributions".
 *
 * @param p - the first distribution, `{ min, max }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a bound or the length max − min isn't finite, or min isn't below max
 *
 * @example
 * ```ts
 * import { uniformKl } from 'gan-core/divergences';
 * // q is twice as long: log 2. The other way about, p has mass where q has none.
 * console.log(uniformKl({ min: 0, max: 1 }, { min: 0, max: 2 }).toFixed(6)); // → 0.693147
 * console.log(uniformKl({ min: 0, max: 2 }, { min: 0, max: 1 })); // → Infinity
 * ```
 */
export function uniformKl(p: Uniform, q: Uniform): number {
  [p, q] = readPair(p, q);
  if (p.min < q.min || p.max > q.max) return Infinity;
  // By the gaps at the ends: the two lengths are rounded, which may be more than they differ by.
  const beyond = (p.min - q.min + (q.max - p.max)) / (p.max - p.min);
  return beyond < 1 ? Math.log1p(beyond) : logRatio(q.max - q.min, p.max - p.min);
}

/**
 * The squared Hellinger distance between two uniform distributions: H²(p, q) = 1 − overlap/√(lengthp·lengthq), where the
 * overlap is the length that both intervals share.
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: from its definition, 1 − ∫√(p·q) dx.
 *
 * @param p - the first distribution, `{ min, max }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a bound or the length max − min isn't finite, or min isn't below max
 *
 * @example
 * ```ts
 * import { uniformSquaredHellinger } from 'gan-core/divergences';
 * // 1 − √½
 * console.log(uniformSquaredHellinger({ min: 0, max: 1 }, { min: 0, max: 2 }).toFixed(6)); // → 0.292893
 * ```
 */
export function uniformSquaredHellinger(p: Uniform, q: Uniform): number {
  [p, q] = readPair(p, q);
  const { outsideP, outsideQ, insideP, insideQ } = shares(p, q);
  // 1 − H² = √((1 − u)(1 − v)) with the shares u and v outside; by logarithms, so that small ones keep their digits. Where much is
  // outside, 1 − u would cancel, and the overlap itself is what keeps them.
  const logarithm = (outside: number, inside: number) =>
    outside < 0.5 ? Math.log1p(-outside) : Math.log(inside);
  return -Math.expm1((logarithm(outsideP, insideP) + logarithm(outsideQ, insideQ)) / 2);
}

/**
 * The total variation distance between two uniform distributions: TV(p, q) = 1 − overlap/max(lengthp, lengthq), where the
 * overlap is the length that both intervals share.
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link totalVariationDistance}.
 *
 * Source: from its definition, 1 − ∫min(p, q) dx.
 *
 * @param p - the first distribution, `{ min, max }`
 * @param q - the second one
 * @returns TV(p, q)
 * @throws ArgumentError if a bound or the length max − min isn't finite, or min isn't below max
 *
 * @example
 * ```ts
 * import { uniformTotalVariation } from 'gan-core/divergences';
 * // Half of q's mass lies beyond p.
 * console.log(uniformTotalVariation({ min: 0, max: 1 }, { min: 0, max: 2 })); // → 0.5
 * ```
 */
export function uniformTotalVariation(p: Uniform, q: Uniform): number {
  [p, q] = readPair(p, q);
  const { outsideP, outsideQ } = shares(p, q);
  return Math.max(outsideP, outsideQ);
}

/**
 * The Wasserstein-1 distance between two uniform distributions: with Δ the distance of the middles and δ the difference of
 * the half lengths, W₁(p, q) = Δ for Δ ≥ δ, else (Δ² + δ²)/(2δ): the mean of |Δ + δ·U| for a U from −1 to 1.
 *
 * Symmetric, in the units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫|F⁻¹ − G⁻¹|).
 *
 * @param p - the first distribution, `{ min, max }`
 * @param q - the second one
 * @returns W₁(p, q)
 * @throws ArgumentError if a bound or the length max − min isn't finite, or min isn't below max
 *
 * @example
 * ```ts
 * import { uniformWasserstein1 } from 'gan-core/divergences';
 * // x goes to 3x: the way is 2x, 1 on average.
 * console.log(uniformWasserstein1({ min: 0, max: 1 }, { min: 0, max: 3 })); // → 1
 * ```
 */
export function uniformWasserstein1(p: Uniform, q: Uniform): number {
  [p, q] = readPair(p, q);
  const { shift, stretch } = displacement(p, q);
  return shift >= stretch ? shift : (stretch + shift * (shift / stretch)) / 2;
}

/**
 * The squared Wasserstein-2 distance between two uniform distributions: with Δ the distance of the middles and δ the
 * difference of the half lengths, W₂²(p, q) = Δ² + δ²/3.
 *
 * Symmetric, in the squared units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫(F⁻¹ − G⁻¹)²).
 *
 * @param p - the first distribution, `{ min, max }`
 * @param q - the second one
 * @returns W₂²(p, q)
 * @throws ArgumentError if a bound or the length max − min isn't finite, or min isn't below max
 *
 * @example
 * ```ts
 * import { uniformWasserstein2Squared } from 'gan-core/divergences';
 * // x goes to 3x: the square of the way is 4x², 4/3 on average.
 * console.log(uniformWasserstein2Squared({ min: 0, max: 1 }, { min: 0, max: 3 }).toFixed(6)); // → 1.333333
 * ```
 */
export function uniformWasserstein2Squared(p: Uniform, q: Uniform): number {
  [p, q] = readPair(p, q);
  const { shift, stretch } = displacement(p, q);
  return shift * shift + (stretch * stretch) / 3;
}

/** Shares of p's mass outside and inside q's interval, and of q's outside and inside p's. */
function shares(p: Uniform, q: Uniform) {
  const overlap = Math.max(0, Math.min(p.max, q.max) - Math.max(p.min, q.min));
  const outside = (inner: Uniform, outer: Uniform) => {
    const before = Math.max(0, outer.min - inner.min);
    const after = Math.max(0, inner.max - outer.max);
    return Math.min(1, (before + after) / (inner.max - inner.min));
  };
  return {
    outsideP: outside(p, q),
    outsideQ: outside(q, p),
    insideP: overlap / (p.max - p.min),
    insideQ: overlap / (q.max - q.min),
  };
}

/** |Δ| of the middles and |δ| of the half lengths. */
function displacement(p: Uniform, q: Uniform): { readonly shift: number; readonly stretch: number } {
  const atMin = p.min / 2 - q.min / 2;
  const atMax = p.max / 2 - q.max / 2;
  return { shift: Math.abs(atMax + atMin), stretch: Math.abs(atMax - atMin) };
}

/** Both, checked and read once. */
function readPair(p: Uniform, q: Uniform): [p: Uniform, q: Uniform] {
  return [readInterval('p', p), readInterval('q', q)];
}

function readInterval(argument: string, member: Uniform): Uniform {
  const interval = readParameters(argument, member, { min: finite, max: finite });
  const { min, max } = interval;
  const length = max - min;
  if (length > 0 && length < Infinity) return interval;
  throw new ArgumentError(
    argument,
    `goes from ${min} to ${max}; expected min below max, and a finite length. Exchange the two if they are the wrong way round.`,
  );
}
