import { ldlFactorSteps } from '../../../math';
import type { Random } from '../../../random';
import { inSteps, type Pauses } from '../../../scheduling';

/** A normal distribution that is ready to be evaluated and drawn from. */
export interface NormalDensity {
  /** log p of the point that begins at `offset`. */
  logDensity(values: ArrayLike<number>, offset?: number): number;
  /** One draw. */
  draw(random: Random): Float64Array;
  /** (Σ⁻¹)ⱼⱼ for coordinate j. */
  precision(axis: number): number;
}

/**
 * Factors a covariance once, Σ = L·D·Lᵀ, so that a point's log-density is one forward substitution:
 * log p(x) = −½ [Σᵢ zᵢ²/Dᵢ + log det D + d log 2π] with L·z = x − μ.
 *
 * @param mean - μ
 * @param covariance - one variance a coordinate, or the full matrix
 * @param pauses - taken between its rows
 * @returns the density, or the index of the coordinate at which the covariance turns out not to be positive definite
 */
export async function normalDensity(
  mean: ArrayLike<number>,
  covariance: readonly number[] | readonly (readonly number[])[],
  pauses: Pauses,
): Promise<NormalDensity | number> {
  const dimension = mean.length;
  const factors = isMatrix(covariance)
    ? await inSteps(ldlFactorSteps(covariance), pauses)
    : { pivots: covariance, lower: undefined };
  if (typeof factors === 'number') return factors;
  const bad = factors.pivots.findIndex((pivot) => !(pivot > 0));
  if (bad >= 0) return bad;
  const pivots = Float64Array.from(factors.pivots);
  const lower = factors.lower && packRows(factors.lower, dimension);
  const constant = pivots.reduce((sum, pivot) => sum + Math.log(pivot), dimension * Math.log(2 * Math.PI));
  const solved = new Float64Array(dimension);
  return {
    logDensity(values, offset = 0) {
      let squares = 0;
      for (let row = 0; row < dimension; row++) {
        let value = values[offset + row]! - mean[row]!;
        if (lower)
          for (let column = 0; column < row; column++)
            value -= lower[row * dimension + column]! * solved[column]!;
        solved[row] = value;
        squares += (value * value) / pivots[row]!;
      }
      // So far out that a substitution was Infinity − Infinity.
      return Number.isNaN(squares) ? -Infinity : -0.5 * (squares + constant);
    },
    draw(random) {
      const noise = pivots.map((pivot) => Math.sqrt(pivot) * random.normal());
      return Float64Array.from(mean, (center, row) => {
        let value = center + noise[row]!;
        if (lower)
          for (let column = 0; column < row; column++)
            value += lower[row * dimension + column]! * noise[column]!;
        return value;
      });
    },
    precision: (axis) => precisionOf(axis, pivots, lower),
  };
}

/** eⱼᵀΣ⁻¹eⱼ = Σᵢ zᵢ²/Dᵢ with L·z = eⱼ, which is 0 before j. */
function precisionOf(axis: number, pivots: Float64Array, lower: Float64Array | undefined): number {
  const dimension = pivots.length;
  const solved = new Float64Array(dimension);
  let sum = 1 / pivots[axis]!;
  solved[axis] = 1;
  for (let row = axis + 1; row < dimension && lower; row++) {
    let value = 0;
    for (let column = axis; column < row; column++) {
      value -= lower[row * dimension + column]! * solved[column]!;
    }
    solved[row] = value;
    sum += (value * value) / pivots[row]!;
  }
  return sum;
}

/** Whether a covariance is a full matrix, not one variance a coordinate. */
export function isMatrix(
  covariance: readonly number[] | readonly (readonly number[])[],
): covariance is readonly (readonly number[])[] {
  return typeof covariance[0] === 'object';
}

/** One flat array is read faster than rows. */
function packRows(rows: readonly (readonly number[])[], size: number): Float64Array {
  const packed = new Float64Array(size * size);
  rows.forEach((row, index) => {
    packed.set(row, index * size);
  });
  return packed;
}
