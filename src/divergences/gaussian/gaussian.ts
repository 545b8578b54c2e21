import { ArgumentError, describeNumbers, describeValue, positive } from '../../errors';
import { ldlFactor, type NormalFactors } from '../../math';
import { listOf } from './list-of';

/** A normal distribution in any number of dimensions. */
export interface Gaussian {
  /** The mean: a number in one dimension, or one number a dimension. */
  readonly mean: number | ArrayLike<number>;
  /**
   * The covariance: **variances** σ², not standard deviations σ. One number for an isotropic Gaussian, σ²·I in as many
   * dimensions as the mean has; one number a dimension for a diagonal covariance; or the full symmetric matrix, as an array
   * of rows.
   */
  readonly covariance: number | ArrayLike<number> | ArrayLike<ArrayLike<number>>;
}

/** A checked Gaussian: its covariance as L·D·Lᵀ, where L is left out if it is the identity. */
export type FactoredGaussian = NormalFactors;

/** Largest difference of covariance[i][j] and [j][i], relative to √(variance i · variance j): float32 rounding, no mistake. */
const SYMMETRY_TOLERANCE = 1e-6;

/**
 * Checks a Gaussian and factors its covariance.
 *
 * @param argument - the Gaussian's name
 * @param gaussian - what came
 * @returns its mean and the factors of its covariance
 * @throws ArgumentError naming `argument` if the mean isn't finite, or the covariance doesn't fit the mean, isn't finite,
 * isn't symmetric, or isn't positive definite
 */
export function factorGaussian(argument: string, gaussian: Gaussian): FactoredGaussian {
  const refuse = (problem: string) => new ArgumentError(argument, problem);
  if (
    typeof gaussian !== 'object' ||
    gaussian === null ||
    !('mean' in gaussian && 'covariance' in gaussian)
  ) {
    throw refuse(`got ${describeValue(gaussian)}; expected { mean, covariance }.`);
  }
  const mean = typeof gaussian.mean === 'number' ? [gaussian.mean] : listOf<number>(gaussian.mean);
  if (mean.length === 0 || !mean.every(Number.isFinite)) {
    throw refuse(
      `mean is ${typeof gaussian.mean === 'object' ? describeNumbers(mean) : describeValue(gaussian.mean)}; expected a finite number, or an array of one finite number a dimension.`,
    );
  }
  const size = mean.length;
  const { covariance } = gaussian;
  const entries = typeof covariance === 'number' ? mean.map(() => covariance) : listOf<unknown>(covariance);
  if (entries.length !== size) {
    throw refuse(
      `covariance has ${entries.length} rows or variances where mean has ${size} dimensions; expected as many, or one number for σ²·I.`,
    );
  }
  if (entries.every((entry) => typeof entry === 'number')) {
    const wrong = entries.findIndex((variance) => !positive.holds(variance));
    if (wrong >= 0) {
      throw refuse(
        `variance ${wrong} is ${entries[wrong]}; expected ${positive.words} (σ², not σ or log σ).`,
      );
    }
    return { mean, pivots: entries };
  }
  const factors = ldlFactor(symmetricMatrix(entries, size, refuse));
  if (typeof factors === 'number') {
    throw refuse(
      `covariance isn't positive definite (at row ${factors}); expected a matrix without a direction of no variance. If it was estimated from samples, take more samples than dimensions or add a small number to its diagonal.`,
    );
  }
  return { mean, ...factors };
}

/**
 * Checks two Gaussians and factors their covariances.
 *
 * @param p - the first Gaussian
 * @param q - the second one, of as many dimensions
 * @returns their means and factors
 * @throws ArgumentError as {@link factorGaussian}, or if the dimensions differ
 */
export function factorGaussianPair(
  p: Gaussian,
  q: Gaussian,
): { readonly first: FactoredGaussian; readonly second: FactoredGaussian } {
  const first = factorGaussian('p', p);
  const second = factorGaussian('q', q);
  if (second.mean.length === first.mean.length) return { first, second };
  throw new ArgumentError(
    'q',
    `has ${second.mean.length} dimensions where p has ${first.mean.length}; expected as many. Pass Gaussians of one space.`,
  );
}

/** The matrix as plain rows, the two halves' rounding averaged. */
function symmetricMatrix(
  rows: readonly unknown[],
  size: number,
  refuse: (problem: string) => ArgumentError,
): number[][] {
  const matrix = rows.map((row, i) => {
    const values = listOf<number>(row);
    if (values.length !== size || !values.every(Number.isFinite)) {
      throw refuse(
        `covariance row ${i} is ${describeNumbers(values)}; expected ${size} finite numbers, as many as mean has dimensions.`,
      );
    }
    return values;
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [matrix[i]![j]!, matrix[j]![i]!];
      const scale = Math.sqrt(Math.abs(matrix[i]![i]!)) * Math.sqrt(Math.abs(matrix[j]![j]!));
      if (!(Math.abs(below - above) <= SYMMETRY_TOLERANCE * scale)) {
        throw refuse(
          `covariance[${i}][${j}] is ${below} but [${j}][${i}] is ${above}; expected a symmetric matrix. Pass the covariance itself, not a Cholesky factor of it.`,
        );
      }
      matrix[i]![j] = below / 2 + above / 2;
    }
  }
  return matrix;
}
