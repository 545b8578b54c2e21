import { dot, ldlFactorSteps, ldlSolve } from '../../../math';
import { inSteps, type Pauses } from '../../../scheduling';

/** A matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** The product A·v. */
export function multiplyVector(a: Matrix, v: readonly number[]): number[] {
  return a.map((row) => dot(row, v));
}

/** A matrix made row by row, with pauses: in hundreds of dimensions one pass takes milliseconds, a product seconds. */
export async function mapRows(
  a: Matrix,
  pauses: Pauses,
  rowFrom: (row: readonly number[], index: number) => number[],
): Promise<number[][]> {
  const rows: number[][] = [];
  for (const row of a) {
    if (pauses.due()) await pauses.take();
    rows.push(rowFrom(row, rows.length));
  }
  return rows;
}

/** The product A·B. */
export function multiply(a: Matrix, b: Matrix, pauses: Pauses): Promise<number[][]> {
  return mapRows(a, pauses, (row) => {
    const sums = new Array<number>(b[0]!.length).fill(0);
    row.forEach((factor, index) => {
      const other = b[index]!;
      for (let column = 0; column < sums.length; column++) sums[column]! += factor * other[column]!;
    });
    return sums;
  });
}

/** A − B. */
export function subtract(a: Matrix, b: Matrix, pauses: Pauses): Promise<number[][]> {
  return mapRows(a, pauses, (row, i) => row.map((value, j) => value - b[i]![j]!));
}

/** tr A. */
export function trace(a: Matrix): number {
  return a.reduce((sum, row, index) => sum + row[index]!, 0);
}

/** tr A·A. */
export async function traceOfSquare(a: Matrix, pauses: Pauses): Promise<number> {
  let sum = 0;
  for (const [i, row] of a.entries()) {
    if (pauses.due()) await pauses.take();
    sum = row.reduce((inner, value, j) => inner + value * a[j]![i]!, sum);
  }
  return sum;
}

/** The inverse A⁻¹ of a symmetric positive definite A; the caller has made sure that it is. */
export async function invert(a: Matrix, pauses: Pauses): Promise<number[][]> {
  const factors = await inSteps(ldlFactorSteps(a), pauses);
  if (typeof factors === 'number') throw new RangeError(`a covariance isn't positive definite at ${factors}`);
  const inverse: number[][] = [];
  for (let axis = 0; axis < a.length; axis++) {
    if (pauses.due()) await pauses.take();
    const unit = new Float64Array(a.length);
    unit[axis] = 1;
    inverse.push(Array.from(ldlSolve(factors, unit)));
  }
  return inverse;
}
