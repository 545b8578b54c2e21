import { ArgumentError } from '../../errors';
import { erf, euclideanLength, neumaierSum, oneSidedJacobi } from '../../math';
import { type FactoredGaussian, factorGaussianPair, type Gaussian } from './gaussian';

/**
 * The squared Wasserstein-2 distance between two normal distributions of n dimensions, in closed form:
 * W₂²(p, q) = ‖μp − μq‖² + tr(Σp + Σq − 2·(Σp^½ Σq Σp^½)^½). The second part is the squared Bures distance of the covariances;
 * the whole, of two Gaussians fitted to features, is the Fréchet (inception) distance.
 *
 * Symmetric, in the squared units of x; range 0 … +∞; 0 exactly for p = q; unchanged by rotations and shifts of both. Never
 * negative: what is computed is ‖μp − μq‖² + ‖Rp − Rq·O‖² with Σ = R·Rᵀ and the best rotation O. Diagonal covariances keep
 * all digits also where p ≈ q; of full ones, W₂ is accurate to about 1e-15 standard deviations. In one
 * piece: n³ multiplications some twenty times over for full covariances, 0.06 s of 64 dimensions, 0.5 s of 128, 3 s of 256 (at most
 * 60 sweeps of Jacobi's rotations, which are far more than it takes).
 *
 * Convention: squared; `covariance` holds **variances** σ².
 *
 * Source: Dowson & Landau 1982, "The Fréchet Distance between Multivariate Normal Distributions"; for the best rotation,
 * Bhatia, Jain & Lim 2019, "On the Bures–Wasserstein Distance between Positive Definite Matrices".
 *
 * @param p - the first Gaussian
 * @param q - the second one, of as many dimensions
 * @returns W₂²(p, q)
 * @throws ArgumentError if a mean isn't finite, a covariance doesn't fit its mean or isn't symmetric and positive definite,
 * or the dimensions differ
 *
 * @example
 * ```ts
 * import { gaussianWasserstein2Squared } from 'gan-core/divergences';
 * // 3² for the means, and (2 − 1)² for the standard deviations.
 * console.log(gaussianWasserstein2Squared({ mean: 0, covariance: 1 }, { mean: 3, covariance: 4 })); // → 10
 * ```
 */
export function gaussianWasserstein2Squared(p: Gaussian, q: Gaussian): number {
  const { first, second } = factorGaussianPair(p, q);
  const means = neumaierSum(first.mean.length, (i) => (first.mean[i]! - second.mean[i]!) ** 2);
  return means + squaredBures(first, second);
}

/**
 * The Wasserstein-1 distance between two normal distributions of one dimension: with Δ = |μp − μq| and δ = |σp − σq|,
 * W₁(p, q) = δ·√(2/π)·exp(−Δ²/(2δ²)) + Δ·erf(Δ/(√2·δ)), the mean of |Δ + δ·Z| for a standard normal Z; Δ for equal variances.
 *
 * Symmetric, in the units of x; range 0 … +∞; 0 exactly for p = q.
 *
 * Convention: `covariance` is a **variance** σ², not σ.
 *
 * Source: Panaretos & Zemel 2019, "Statistical Aspects of Wasserstein Distances" (∫|F⁻¹ − G⁻¹|); Leone, Nelson & Nottingham
 * 1961, "The Folded Normal Distribution", for the mean.
 *
 * @param p - the first Gaussian, of one dimension
 * @param q - the second one, of one dimension
 * @returns W₁(p, q)
 * @throws ArgumentError if a mean isn't finite, a variance isn't finite and above 0, or there are more dimensions than one
 *
 * @example
 * ```ts
 * import { gaussianWasserstein1 } from 'gan-core/divergences';
 * console.log(gaussianWasserstein1({ mean: 0, covariance: 1 }, { mean: 3, covariance: 1 })); // → 3
 * ```
 */
export function gaussianWasserstein1(p: Gaussian, q: Gaussian): number {
  const { first, second } = factorGaussianPair(p, q);
  if (first.mean.length > 1) {
    throw new ArgumentError(
      'p',
      `has ${first.mean.length} dimensions; expected one: there is no closed form for more. Use gaussianWasserstein2Squared, or estimate it from samples.`,
    );
  }
  const shift = Math.abs(first.mean[0]! - second.mean[0]!);
  const stretch = Math.abs(rootDifference(first.pivots[0]!, second.pivots[0]!));
  if (stretch === 0) return shift;
  const ratio = shift / stretch / Math.SQRT2;
  return stretch * Math.sqrt(2 / Math.PI) * Math.exp(-ratio * ratio) + shift * erf(ratio);
}

/** min ‖Rp − Rq·O‖² over orthogonal O, in the Frobenius norm. */
function squaredBures(p: FactoredGaussian, q: FactoredGaussian): number {
  const size = p.mean.length;
  if (!p.lower && !q.lower) {
    return neumaierSum(size, (i) => rootDifference(p.pivots[i]!, q.pivots[i]!) ** 2);
  }
  const rootP = squareRoot(p);
  const rootQ = squareRoot(q);
  // Rounding would leave 1e-32 of equal ones.
  if (rootP.every((row, i) => row.every((value, j) => value === rootQ[i]![j]))) return 0;
  // With RqᵀRp = U·S·Vᵀ the best O is U·Vᵀ (the orthogonal Procrustes problem); the rows below become Uᵀ and S·Vᵀ.
  const rows = multiply(transpose(rootQ), rootP);
  const turns = rows.map((_, i) => rows.map((_, j) => (i === j ? 1 : 0)));
  oneSidedJacobi(rows, turns);
  const directions = rows.map((row) => {
    const length = euclideanLength(row.length, (index) => row[index]!);
    return row.map((value) => value / length);
  });
  const best = multiply(rootQ, multiply(transpose(turns), directions));
  const differences = rootP.flatMap((row, i) => row.map((value, j) => value - best[i]![j]!));
  return neumaierSum(differences.length, (index) => differences[index]! ** 2);
}

/** R = L·D^½, lower triangular, with Σ = R·Rᵀ. */
function squareRoot({ lower, pivots }: FactoredGaussian): number[][] {
  return pivots.map((_, i) =>
    pivots.map((pivot, j) => (lower?.[i]?.[j] ?? (i === j ? 1 : 0)) * Math.sqrt(pivot)),
  );
}

/** √a − √b, to full relative accuracy also where a ≈ b. */
function rootDifference(a: number, b: number): number {
  return (a - b) / (Math.sqrt(a) + Math.sqrt(b));
}

function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => neumaierSum(row.length, (k) => row[k]! * b[k]![j]!)));
}

function transpose(a: readonly (readonly number[])[]): number[][] {
  return a.map((_, j) => a.map((row) => row[j]!));
}
