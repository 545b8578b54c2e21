import { ArgumentError } from '../../errors';
import { allSteps, pivotedCholeskySteps } from '../../math';

/** Share of an entry, and of the deviations √(ΣᵢᵢΣⱼⱼ), that float32 may have rounded away. */
const OF_ENTRY = 1e-6;
const OF_DEVIATIONS = 1e-12;
/** Share of its deviations' product that an entry may lie beyond it, and of the largest variance that a factor may leave of the matrix. */
const BEYOND = 1e-4;
/** Features up to which the whole matrix is factorized, which takes some milliseconds. */
const MOST_FACTORIZED = 256;
/** Largest variance: features themselves must be smaller than its root. */
const MOST = 1e140;

/**
 * Refuses what can't be a covariance: a negative variance, another entry than across the diagonal, or a matrix that isn't positive
 * semidefinite. That is asked of each pair of features, and of up to 256 features as a whole.
 *
 * @param argument - its name
 * @param covariance - d rows of d finite numbers
 * @throws ArgumentError naming `argument`
 */
export function checkCovariance(argument: string, covariance: readonly (readonly number[])[]): void {
  const refuse = (message: string) => {
    throw new ArgumentError(argument, message);
  };
  const variances = covariance.map((row, index) => row[index]!);
  const wrong = variances.findIndex((variance) => variance < 0 || variance > MOST);
  if (wrong >= 0)
    refuse(
      `entry (${wrong}, ${wrong}) is ${variances[wrong]}; expected a variance, at least 0 and up to ${MOST}.`,
    );
  for (let i = 0; i < variances.length; i++) {
    for (let j = 0; j < i; j++) {
      const [value, across] = [covariance[i]![j]!, covariance[j]![i]!];
      const deviations = Math.sqrt(variances[i]!) * Math.sqrt(variances[j]!);
      const rounding = OF_ENTRY * Math.max(Math.abs(value), Math.abs(across)) + OF_DEVIATIONS * deviations;
      if (Math.abs(value - across) > rounding)
        refuse(`isn't symmetric at (${j}, ${i}): ${across} and ${value}. Pass a covariance matrix.`);
      if (Math.abs(value) > (1 + BEYOND) * deviations)
        refuse(
          `entry (${i}, ${j}) is ${value}; expected at most ${deviations}, the product of both features' deviations. Pass a covariance matrix.`,
        );
    }
  }
  if (variances.length <= MOST_FACTORIZED && !isSemidefinite(covariance))
    refuse("isn't positive semidefinite; expected a covariance matrix, which has no negative eigenvalue.");
}

/** Whether UᵀU of its Cholesky factor is the matrix. */
function isSemidefinite(matrix: readonly (readonly number[])[]): boolean {
  const size = matrix.length;
  const { rank, rows } = allSteps(pivotedCholeskySteps(Float64Array.from(matrix.flat()), size));
  const most = Math.max(...matrix.map((row, index) => row[index]!));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let left = matrix[i]![j]!;
      for (let k = 0; k < rank; k++) left -= rows[k * size + i]! * rows[k * size + j]!;
      if (Math.abs(left) > BEYOND * most) return false;
    }
  }
  return true;
}
