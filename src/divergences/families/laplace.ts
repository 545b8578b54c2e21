import { finite, positive } from '../../errors';
import { klDivTerm, log1pmx, squaredRootDifference } from '../../math';
import { readParameters } from './read-parameters';

/** A Laplace distribution, with the density exp(−|x − location|/scale)/(2·scale). */
export interface Laplace {
  /** μ, the mean and the median. */
  readonly location: number;
  /** b > 0, the mean distance from the location: the variance is 2b². */
  readonly scale: number;
}

/**
 * The Kullback–Leibler divergence between two Laplace distributions: with Δ = |μp − μq|,
 * KL(p‖q) = log(bq/bp) + Δ/bq + (bp/bq)·exp(−Δ/bp) − 1.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q. All digits are kept also where p ≈ q, but for those that the locations
 * themselves lack.
 *
 * Source: Gil, Alajaji & Linder 2013, "Rényi Divergence Measures for Commonly Used Univariate Continuous Distributions".
 *
 * @param p - the first distribution, `{ location, scale }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a location isn't finite, or a scale isn't finite and above 0
 *
 * @example
 * ```ts
 * import { laplaceKl } from 'gan-core/divergences';
 * // A shift by one scale: exp(−1).
 * console.log(laplaceKl({ location: 0, scale: 1 }, { location: 1, scale: 1 }).toFixed(6)); // → 0.367879
 * ```
 */
export function laplaceKl(p: Laplace, q: Laplace): number {
  [p, q] = readPair(p, q);
  // With d = Δ/bp: (bp/bq − 1 − log(bp/bq)) + (bp/bq)·(d − 1 + exp(−d)), neither of them negative.
  const distance = Math.abs(p.location - q.location) / p.scale;
  const scales = klDivTerm(q.scale, p.scale) / q.scale;
  // Beside d = ∞ the rest of its excess is nothing. Halves, as the difference of the locations may overflow too.
  if (distance === Infinity) return scales + (Math.abs(p.location / 2 - q.location / 2) / q.scale) * 2;
  // Neither part is negative; the other's factor may overflow where it vanishes.
  return scales === Infinity ? Infinity : scales + (p.scale / q.scale) * exponentialExcess(distance);
}

/** d − 1 + exp(−d) = e − log(1 + e) with e = exp(−d) − 1, ½d² for small d. */
function exponentialExcess(d: number): number {
  const e = Math.expm1(-d);
  return e > -0.9 ? log1pmx(e) : d + e;
}

/**
 * The squared Hellinger distance between two Laplace distributions: H²(p, q) = 1 − BC, with a = 1/(2bp), c = 1/(2bq),
 * Δ = |μp − μq| and Bhattacharyya's coefficient BC = √(a·c)·[(e^(−aΔ) + e^(−cΔ))/(a + c) + (e^(−aΔ) − e^(−cΔ))/(c − a)]; for
 * equal scales b, BC = (1 + Δ/(2b))·exp(−Δ/(2b)).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Accurate to about 1e-15 absolutely, and where p ≈ q to most
 * digits of its value. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: from its definition, 1 − ∫√(p·q) dx.
 *
 * @param p - the first distribution, `{ location, scale }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a location isn't finite, or a scale isn't finite and above 0
 *
 * @example
 * ```ts
 * import { laplaceSquaredHellinger } from 'gan-core/divergences';
 * // A shift by two scales: 1 − 2·exp(−1).
 * console.log(laplaceSquaredHellinger({ location: 0, scale: 1 }, { location: 2, scale: 1 }).toFixed(6)); // → 0.264241
 * ```
 */
export function laplaceSquaredHellinger(p: Laplace, q: Laplace): number {
  [p, q] = readPair(p, q);
  // log((a + c)/(2√(ac))), the part of the scales; it is the same for b as for 1/b.
  const rootOfScales = Math.sqrt(p.scale) * Math.sqrt(q.scale);
  const scales = Math.log1p(squaredRootDifference(p.scale, q.scale) / (2 * rootOfScales));
  // x = Δ(a + c)/2 and y = Δ|a − c|/2
  const distance = Math.abs(p.location - q.location) / 4;
  const x = distance / p.scale + distance / q.scale;
  const y = ((distance / p.scale) * Math.abs(p.scale - q.scale)) / q.scale;
  return -Math.expm1(-scales - locationsPart(x, Math.min(x, y)));
}

/** x − log(cosh y + x·sinh(y)/y) for 0 ≤ y ≤ x: not negative, (x² − y²)/2 for small x. */
function locationsPart(x: number, y: number): number {
  if (x === Infinity) return Infinity;
  if (x > 1) {
    const near = Math.exp(y - x);
    const far = Math.exp(-x - y);
    // exp(−x)·sinh(y)/y; the difference would cancel for small y, and sinh overflow for large.
    const slope = y < 1 ? Math.exp(-x) * (y === 0 ? 1 : Math.sinh(y) / y) : (near - far) / (2 * y);
    return -Math.log((near + far) / 2 + x * slope);
  }
  // cosh y − 1 and sinh(y)/y − 1 by their series, whose terms have one sign.
  let term = 1;
  let even = 0;
  let odd = 0;
  for (let k = 1; k <= 9; k++) {
    term *= (y * y) / (2 * k * (2 * k - 1));
    even += term;
    odd += term / (2 * k + 1);
  }
  return log1pmx(x) - Math.log1p((even + x * odd) / (1 + x));
}

/**
 * The Wasserstein-1 distance between two Laplace distributions: with Δ = |μp − μq| and δ = |bp − bq|,
 * W₁(p, q) = Δ + δ·exp(−Δ/δ), the mean of |Δ + δ·Z| for a standard Laplace Z.
 *
 * Symmetric, in the units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫|F⁻¹ − G⁻¹|).
 *
 * @param p - the first distribution, `{ location, scale }`
 * @param q - the second one
 * @returns W₁(p, q)
 * @throws ArgumentError if a location isn't finite, or a scale isn't finite and above 0
 *
 * @example
 * ```ts
 * import { laplaceWasserstein1 } from 'gan-core/divergences';
 * // Where only the scale changes, x goes to 3x: the way is 2·E|x| with E|x| = 1.
 * console.log(laplaceWasserstein1({ location: 0, scale: 1 }, { location: 0, scale: 3 })); // → 2
 * ```
 */
export function laplaceWasserstein1(p: Laplace, q: Laplace): number {
  [p, q] = readPair(p, q);
  const shift = Math.abs(p.location - q.location);
  const stretch = Math.abs(p.scale - q.scale);
  return stretch === 0 ? shift : shift + stretch * Math.exp(-shift / stretch);
}

/**
 * The squared Wasserstein-2 distance between two Laplace distributions: W₂²(p, q) = (μp − μq)² + 2·(bp − bq)².
 *
 * Symmetric, in the squared units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫(F⁻¹ − G⁻¹)²).
 *
 * @param p - the first distribution, `{ location, scale }`
 * @param q - the second one
 * @returns W₂²(p, q)
 * @throws ArgumentError if a location isn't finite, or a scale isn't finite and above 0
 *
 * @example
 * ```ts
 * import { laplaceWasserstein2Squared } from 'gan-core/divergences';
 * // 1² for the shift, and 2·1² for the scale.
 * console.log(laplaceWasserstein2Squared({ location: 0, scale: 1 }, { location: 1, scale: 2 })); // → 3
 * ```
 */
export function laplaceWasserstein2Squared(p: Laplace, q: Laplace): number {
  [p, q] = readPair(p, q);
  return (p.location - q.location) ** 2 + 2 * (p.scale - q.scale) ** 2;
}

/** Both, checked and read once. */
function readPair(p: Laplace, q: Laplace): [p: Laplace, q: Laplace] {
  return [
    readParameters('p', p, { location: finite, scale: positive }),
    readParameters('q', q, { location: finite, scale: positive }),
  ];
}
