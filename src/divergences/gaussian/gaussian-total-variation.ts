import { ArgumentError } from '../../errors';
import { erf, erfc, euclideanLength, integrate, logRatio } from '../../math';
import type { Gaussian } from './gaussian';
import { type GaussianAxis, gaussianAxes } from './gaussian-axes';
import { bhattacharyyaDistance } from './gaussian-squared-hellinger';

/** Beyond this many standard deviations a normal distribution has 2e-19 of its mass: nothing, in float64. */
const REACH = 9;
/**
 * Relative difference of variances below which an axis counts as even, in more than two dimensions: it changes TV by a
 * quarter of it.
 */
const EVEN = 1e-12;

/**
 * The total variation distance between two normal distributions, TV(p, q) = ½ ∫ |p − q| dx: of one dimension in closed form,
 * Φ between the points where the densities cross; of two dimensions an integral of that over the other one, numerically. Of
 * more dimensions only where no more than two remain along which p and q differ (all directions in which their variances
 * agree, within 1e-12, count as one): for equal covariances Σ it is erf(δ/√8), δ² = (μp − μq)ᵀ Σ⁻¹ (μp − μq), in any dimension.
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q; unchanged by an affine map of both. Absolute accuracy (where
 * p ≈ q no more of the value's digits than that leaves) about 1e-15 in closed form and 1e-11 in two dimensions; full covariances lose as many digits as their condition number has.
 *
 * Convention: with the ½, as {@link totalVariationDistance}; `covariance` holds **variances** σ².
 *
 * Source: from its definition, P(p > q) − Q(p > q). Quadrature: adaptive Gauss–Legendre.
 *
 * In one piece: some milliseconds; at most 4 million evaluations of the integrand in two dimensions, and for full covariances the work
 * of {@link gaussianSquaredHellinger}.
 *
 * @param p - the first Gaussian
 * @param q - the second one, of as many dimensions
 * @returns TV(p, q)
 * @throws ArgumentError if a mean isn't finite, a covariance doesn't fit its mean or isn't symmetric and positive definite,
 * the dimensions differ, or p and q differ along more than two axes
 *
 * @example
 * ```ts
 * import { gaussianTotalVariation } from 'gan-core/divergences';
 * // The densities cross one standard deviation from each mean: Φ(1) − Φ(−1).
 * console.log(gaussianTotalVariation({ mean: 0, covariance: 1 }, { mean: 2, covariance: 1 }).toFixed(6)); // → 0.682689
 * ```
 */
export function gaussianTotalVariation(p: Gaussian, q: Gaussian): number {
  const axes = gaussianAxes(p, q);
  const tolerance = axes.length > 2 ? EVEN : 0;
  const isEven = ({ varianceP, varianceQ }: GaussianAxis) =>
    Math.abs(varianceP - varianceQ) <= tolerance * varianceP;
  const uneven = axes.filter((axis) => !isEven(axis));
  // Where the covariances agree, only the distance counts, not its direction.
  const shift = euclideanLength(axes.length, (index) => {
    const axis = axes[index]!;
    return isEven(axis) ? axis.shift / Math.sqrt(axis.varianceP) : 0;
  });
  if (uneven.length === 0) return erf(shift / Math.sqrt(8));
  const rest = shift === 0 ? uneven : [...uneven, { varianceP: 1, varianceQ: 1, shift }];
  if (rest.length > 2) {
    throw new ArgumentError(
      'p',
      `differs from q along ${rest.length} axes; expected at most two. Bound the distance by gaussianSquaredHellinger: H² ≤ TV ≤ √2·H; or estimate it from samples.`,
    );
  }
  // 1 − TV ≤ ∫√(p·q), less than rounding here. It also keeps what follows from overflowing.
  if (!(bhattacharyyaDistance(rest) < 40)) return 1;
  const [axis, other] = rest as [GaussianAxis, GaussianAxis?];
  if (!other) return clamped(difference(logDensityRatio(axis), 0, 1, 1));
  return bhattacharyyaDistance([axis]) > bhattacharyyaDistance([other])
    ? planeTotalVariation(axis, other)
    : planeTotalVariation(other, axis);
}

/**
 * The integral over `outer` of what is known in closed form along `inner`, the axis that tells more. The distance is that of
 * first and second, whichever of p and q these are along `inner`; along `outer` it may be the second that is narrower.
 */
function planeTotalVariation(inner: GaussianAxis, outer: GaussianAxis): number {
  const across = logDensityRatio(inner);
  const along = logDensityRatio(outer);
  const sign = across.narrowIsP === along.narrowIsP ? 1 : -1;
  const integrand = (x: number): number => {
    const narrow = normalDensity(x);
    const wide = normalDensity((x - along.mean) / along.deviation) / along.deviation;
    const offset = sign * ((along.quadratic * x + along.linear) * x + along.constant);
    return sign > 0 ? difference(across, offset, narrow, wide) : difference(across, offset, wide, narrow);
  };
  const breaks: number[] = [];
  for (let z = -REACH; z <= REACH; z++) breaks.push(z, along.mean + along.deviation * z);
  const [from, to] = [Math.min(...breaks), Math.max(...breaks)];
  // Where the two sign changes along `inner` meet and vanish, the integrand behaves like a square root; where they nearly meet,
  // which is at the vertex of their squared distance, it bends.
  const vertex = across.constant - (across.linear / across.quadratic) * (across.linear / 4);
  const meetings = roots(along.quadratic, along.linear, along.constant + sign * vertex);
  const bends = [...meetings, -along.linear / along.quadratic / 2].filter((x) => x > from && x < to);
  return clamped(integrate(integrand, [...breaks, ...bends]));
}

/**
 * The logarithm of narrow/wide = quadratic·x² + linear·x + constant along one axis, in units where the narrower of p and q is
 * standard normal there and the wider one is N(mean, deviation²). The other way round, points within a narrow q that lies far
 * from p's mean would be told apart by their last digits only.
 */
interface LogDensityRatio {
  readonly narrowIsP: boolean;
  readonly quadratic: number;
  readonly linear: number;
  readonly constant: number;
  readonly mean: number;
  readonly deviation: number;
}

function logDensityRatio({ varianceP, varianceQ, shift }: GaussianAxis): LogDensityRatio {
  const narrowIsP = varianceP <= varianceQ;
  const [narrow, wide] = narrowIsP ? [varianceP, varianceQ] : [varianceQ, varianceP];
  const mean = (narrowIsP ? shift : -shift) / Math.sqrt(narrow);
  const precision = narrow / wide;
  return {
    narrowIsP,
    quadratic: (narrow - wide) / wide / 2,
    linear: -mean * precision,
    constant: (logRatio(wide, narrow) + mean * mean * precision) / 2,
    mean,
    deviation: Math.sqrt(wide / narrow),
  };
}

/** weightP·P(ratio + offset > 0) − weightQ·Q(ratio + offset > 0), where P is the narrower one. */
function difference(ratio: LogDensityRatio, offset: number, weightP: number, weightQ: number): number {
  const { quadratic, linear, mean, deviation } = ratio;
  const constant = ratio.constant + offset;
  const signChanges = roots(quadratic, linear, constant);
  const [first, second] = signChanges;
  if (first === undefined) return quadratic > 0 || (quadratic === 0 && constant > 0) ? weightP - weightQ : 0;
  const standard = (x: number) => (x - mean) / deviation;
  if (second === undefined) {
    const sign = linear > 0 ? -1 : 1;
    return weightP * below(sign * first) - weightQ * below(sign * standard(first));
  }
  if (quadratic < 0) {
    return weightP * between(first, second) - weightQ * between(standard(first), standard(second));
  }
  return (
    weightP * (below(first) + below(-second)) - weightQ * (below(standard(first)) + below(-standard(second)))
  );
}

/** The real roots of a·x² + b·x + c, ascending, without cancellation: two, one if a = 0, or none. */
function roots(a: number, b: number, c: number): number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const discriminant = b * b - 4 * a * c;
  if (!(discriminant > 0)) return [];
  const sum = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return [sum / a, c / sum].sort((x, y) => x - y);
}

/** Beyond 0 … 1 only by rounding. */
function clamped(distance: number): number {
  return Math.min(Math.max(0, distance), 1);
}

/** Φ(z). */
function below(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** Φ(to) − Φ(from). */
function between(from: number, to: number): number {
  return from > 0 ? below(-from) - below(-to) : below(to) - below(from);
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
