import { checkNumber, interval } from '../../errors';
import { klDivTerm, log1pmx, logRatio, neumaierSum } from '../../math';
import type { Gaussian } from './gaussian';
import { type GaussianAxis, gaussianAxes } from './gaussian-axes';

/**
 * Rényi's divergence of order α between two normal distributions of n dimensions, in closed form: with
 * Σ = α·Σq + (1 − α)·Σp and Δ = μp − μq,
 * R_α(p‖q) = ½α·Δᵀ Σ⁻¹ Δ − log(det Σ / (det Σp^(1−α)·det Σq^α)) / (2(α − 1)),
 * with its limits: 0 at order 0, KL(p‖q) at order 1, log sup p/q at order ∞.
 *
 * Range 0 … +∞, in nats; never falls as the order grows; 0 exactly for p = q. +∞ where Σ isn't positive definite, which
 * happens for α > 1 only: q's tails are too thin. Diagonal covariances keep all digits, also where p ≈ q, near order 1, and where the variances
 * are any number of times apart. Full ones lose as many as their condition number has.
 *
 * Convention: as {@link renyiDivergence}; `covariance` holds **variances** σ². Order ½ is −2 log(1 − H²) with
 * {@link gaussianSquaredHellinger}.
 *
 * Source: Gil, Alajaji & Linder 2013, "Rényi Divergence Measures for Commonly Used Univariate Continuous Distributions".
 *
 * In one piece: for full covariances n³ multiplications some ten times over, 0.02 s of 64 dimensions, 0.25 s of 128, 2 s of 256 (at
 * most 60 sweeps of Jacobi's rotations, which are far more than it takes).
 *
 * @param p - the first Gaussian
 * @param q - the second one, of as many dimensions
 * @param order - α, from 0 to Infinity
 * @returns R_α(p‖q) in nats
 * @throws ArgumentError if a mean isn't finite, a covariance doesn't fit its mean or isn't symmetric and positive definite,
 * the dimensions differ, or the order is negative or NaN
 *
 * @example
 * ```ts
 * import { gaussianRenyi } from 'gan-core/divergences';
 * // Of equal variances it is the order times KL, 2·½.
 * console.log(gaussianRenyi({ mean: 0, covariance: 1 }, { mean: 1, covariance: 1 }, 2)); // → 1
 * ```
 */
export function gaussianRenyi(p: Gaussian, q: Gaussian, order: number): number {
  const axes = gaussianAxes(p, q);
  checkNumber('order', order, interval('[0, Infinity]'));
  if (order === 0) return 0;
  const term = order === Infinity ? supremum : (axis: GaussianAxis) => alongAxis(axis, order);
  return neumaierSum(axes.length, (i) => term(axes[i]!));
}

function alongAxis({ varianceP: a, varianceQ: b, shift }: GaussianAxis, order: number): number {
  const rest = 1 - order;
  const variance = order * b + rest * a;
  if (!(variance > 0)) return Infinity;
  return (order * (shift / variance) * shift + variances(a, b, order, rest)) / 2;
}

/** log(v/(a^(1−α)·b^α))/(1 − α) with v = αb + (1 − α)a, in forms in which nothing cancels. */
function variances(a: number, b: number, order: number, rest: number): number {
  return a <= 4 * b && b <= 4 * a ? nearVariances(a, b, order, rest) : farVariances(a, b, order, rest);
}

/**
 * Computes it in terms of h(x) = x − log(1 + x): with x = a/b − 1 it is h(x) − h((1 − α)x)/(1 − α), and with y = b/a − 1 it is
 * (α·h(y) − h(αy))/(1 − α). Where a and b are far apart, x or y itself is what would cancel.
 */
function nearVariances(a: number, b: number, order: number, rest: number): number {
  if (order < 0.5) return (order * ratioExcess(b, a) - log1pmx((order * (b - a)) / a)) / rest;
  const near = rest === 0 ? 0 : log1pmx((rest * (a - b)) / b) / rest;
  return ratioExcess(a, b) - near;
}

/** (log(1 + αy) − α·log(b/a))/(1 − α), or log(1 + (1 − α)x)/(1 − α) − log(a/b): the smaller of α and 1 − α in front. */
function farVariances(a: number, b: number, order: number, rest: number): number {
  if (order < 0.5) return (logMixed(order, b, a) - order * logRatio(b, a)) / rest;
  return (rest === 0 ? a / b - 1 : logMixed(rest, a, b) / rest) - logRatio(a, b);
}

/** log(1 + w·(a/b − 1)), also where a/b overflows. */
function logMixed(weight: number, a: number, b: number): number {
  const ratio = (a - b) / b;
  return ratio < Infinity ? Math.log1p(weight * ratio) : Math.log(weight) + logRatio(a, b);
}

/** a/b − 1 − log(a/b), ≥ 0. */
function ratioExcess(a: number, b: number): number {
  return klDivTerm(b, a) / b;
}

/** The greatest log p/q: finite just where q is the wider one, or the same. */
function supremum({ varianceP: a, varianceQ: b, shift }: GaussianAxis): number {
  if (a === b && shift === 0) return 0;
  return b > a ? (logRatio(b, a) + (shift / (b - a)) * shift) / 2 : Infinity;
}
