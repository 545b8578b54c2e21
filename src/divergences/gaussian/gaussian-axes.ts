import { forwardSubstitute, oneSidedJacobi } from '../../math';
import { type FactoredGaussian, factorGaussianPair, type Gaussian } from './gaussian';

/** One of the axes along which two Gaussians are both uncorrelated: there they are N(0, varianceP), N(shift, varianceQ). */
export interface GaussianAxis {
  readonly varianceP: number;
  readonly varianceQ: number;
  /** μq − μp along the axis. */
  readonly shift: number;
}

/**
 * Checks two Gaussians and finds their {@link commonAxes}.
 *
 * @param p - the first Gaussian
 * @param q - the second one
 * @returns one pair a dimension
 * @throws ArgumentError if one isn't a Gaussian, or the dimensions differ
 */
export function gaussianAxes(p: Gaussian, q: Gaussian): GaussianAxis[] {
  const { first, second } = factorGaussianPair(p, q);
  return commonAxes(first, second);
}

/**
 * Finds coordinates in which neither of two Gaussians has correlations, so that whatever doesn't change under affine maps is
 * a sum or a product over one-dimensional pairs. Diagonal covariances stay as they are, to the last digit. Else the coordinates
 * are those where p is standard normal and q's covariance diagonal: with Σ = L·D·Lᵀ, the squared singular values of
 * Dp^(−½)·Lp⁻¹·Lq·Dq^(½), which keep digits that the eigenvalues of Σp⁻¹Σq would lose.
 *
 * @param first - p, factored
 * @param second - q, of as many dimensions
 * @returns one pair a dimension
 */
export function commonAxes(first: FactoredGaussian, second: FactoredGaussian): GaussianAxis[] {
  const shift = first.mean.map((mean, i) => second.mean[i]! - mean);
  if (!first.lower && !second.lower) {
    return shift.map((value, i) => ({
      varianceP: first.pivots[i]!,
      varianceQ: second.pivots[i]!,
      shift: value,
    }));
  }
  const { lower } = first;
  const whiten = (vector: readonly number[], start = 0): number[] =>
    (lower ? forwardSubstitute(lower, vector, start) : vector).map(
      (value, i) => value / Math.sqrt(first.pivots[i]!),
    );
  const columns = second.pivots.map((pivot, j) => {
    const column = shift.map((_, i) => second.lower?.[i]?.[j] ?? (i === j ? 1 : 0));
    // By √pivot before whitening: so equal covariances give the identity, to the last digit.
    return whiten(
      column.map((value) => value * Math.sqrt(pivot)),
      j,
    );
  });
  const rows = shift.map((_, i) => columns.map((column) => column[i]!));
  const shifts = whiten(shift).map((value) => [value]);
  oneSidedJacobi(rows, shifts);
  return rows.map((row, i) => ({ varianceP: 1, varianceQ: squaredLength(row), shift: shifts[i]![0]! }));
}

function squaredLength(row: readonly number[]): number {
  return row.reduce((sum, value) => sum + value * value, 0);
}
