import { positive } from '../../errors';
import { klDivTerm, log1pmx, logRatio, stirlingBregman } from '../../math';
import { readParameters } from './read-parameters';

/** A gamma distribution, with the density rate^shape/Γ(shape)·x^(shape − 1)·exp(−rate·x) for x > 0. */
export interface Gamma {
  /** α > 0, also k. */
  readonly shape: number;
  /** β > 0, the inverse of the scale θ: the mean is shape/rate. */
  readonly rate: number;
}

/**
 * The Kullback–Leibler divergence between two gamma distributions:
 * KL(p‖q) = (αp − αq)·ψ(αp) − log Γ(αp) + log Γ(αq) + αq·log(βp/βq) + αp·(βq/βp − 1), with the digamma function ψ.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q. Accurate to about 1e-14 of its value; also where p ≈ q. What is computed is two
 * parts that are never negative: one of the means μ = α/β, αq·(μp/μq − 1 − log(μp/μq)), and one of the shapes, the Bregman
 * divergence of log Γ(α) − α log α + α.
 *
 * Convention: shape and **rate**, not scale. shape 1 is {@link exponentialKl}; χ² with k degrees of freedom is shape k/2,
 * rate ½.
 *
 * Source: Penny 2001, "KL-Divergences of Normal, Gamma, Dirichlet and Wishart Densities".
 *
 * @param p - the first distribution, `{ shape, rate }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a shape or a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { gammaKl } from 'gan-core/divergences';
 * // Shape 2 twice: 2·(log(1/2) + 2 − 1).
 * console.log(gammaKl({ shape: 2, rate: 1 }, { shape: 2, rate: 2 }).toFixed(6)); // → 0.613706
 * ```
 */
export function gammaKl(p: Gamma, q: Gamma): number {
  [p, q] = readPair(p, q);
  const apart = { shape: q.shape - p.shape, rate: q.rate - p.rate };
  return meansPart(q, p, apart) + stirlingBregman(q.shape, p.shape);
}

/**
 * The squared Hellinger distance between two gamma distributions: H²(p, q) = 1 − BC with Bhattacharyya's coefficient
 * BC = Γ(α)/√(Γ(αp)·Γ(αq)) · βp^(αp/2)·βq^(αq/2)/β^α, where α = ½(αp + αq) and β = ½(βp + βq).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance};
 * shape and **rate**, not scale.
 *
 * Source: Gil, Alajaji & Linder 2013, "Rényi Divergence Measures for Commonly Used Univariate Continuous Distributions".
 *
 * @param p - the first distribution, `{ shape, rate }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a shape or a rate isn't finite and above 0
 *
 * @example
 * ```ts
 * import { gammaSquaredHellinger } from 'gan-core/divergences';
 * // 1 − (2·√(1·4)/(1 + 4))², the square for the shape.
 * console.log(gammaSquaredHellinger({ shape: 2, rate: 1 }, { shape: 2, rate: 4 }).toFixed(6)); // → 0.360000
 * ```
 */
export function gammaSquaredHellinger(p: Gamma, q: Gamma): number {
  [p, q] = readPair(p, q);
  const middle = { shape: p.shape / 2 + q.shape / 2, rate: p.rate / 2 + q.rate / 2 };
  // The middle is rounded; how far each of the two lies from it isn't.
  const half = { shape: (p.shape - q.shape) / 2, rate: (p.rate - q.rate) / 2 };
  const opposite = { shape: -half.shape, rate: -half.rate };
  // −log BC, again by shapes and by means: β-weighted, μp and μq have the mean α/β.
  const shapes =
    stirlingBregman(p.shape, middle.shape, half.shape) +
    stirlingBregman(q.shape, middle.shape, opposite.shape);
  const means = meansPart(p, middle, half) + meansPart(q, middle, opposite);
  return -Math.expm1(-(shapes + means) / 2);
}

/**
 * rate·(μ·log(μ/m) − μ + m) with the means μ and m, neither of which need be within float64, of two that are `apart` = the one
 * − the other.
 */
function meansPart(
  { shape, rate }: Gamma,
  { shape: otherShape, rate: otherRate }: Gamma,
  apart: Gamma,
): number {
  const [mean, other] = [shape / rate, otherShape / otherRate];
  const isWithin = (value: number) => value > SMALLEST_MEAN && value < 1 / SMALLEST_MEAN;
  const isNear = Math.abs(apart.shape) < otherShape / 2 && Math.abs(apart.rate) < otherRate / 2;
  // The means are rounded, which may be more than they differ by.
  const gap = isNear ? (apart.shape - other * apart.rate) / rate : mean - other;
  if (isWithin(mean) && isWithin(other)) return rate * klDivTerm(mean, other, gap);
  // shape·(m/μ − 1 − log(m/μ))
  const logarithm = logRatio(otherShape, shape) - logRatio(otherRate, rate);
  const grown = Math.expm1(logarithm);
  return shape * (Math.abs(logarithm) < 1 ? log1pmx(grown) : grown - logarithm);
}

/** Beyond this and its inverse float64 ends, or loses digits. */
const SMALLEST_MEAN = 1e-290;

/** Both, checked and read once. */
function readPair(p: Gamma, q: Gamma): [p: Gamma, q: Gamma] {
  return [
    readParameters('p', p, { shape: positive, rate: positive }),
    readParameters('q', q, { shape: positive, rate: positive }),
  ];
}
