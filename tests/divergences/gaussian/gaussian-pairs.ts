import fc from 'fast-check';
import type { Gaussian } from 'gan-core/divergences';

/** A Gaussian with its full covariance, as plain rows. */
export interface FullGaussian extends Gaussian {
  readonly mean: number[];
  readonly covariance: number[][];
}

/** The product of two matrices. */
export function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

/** The matrix with rows and columns exchanged. */
export function transpose(a: number[][]): number[][] {
  return a[0]!.map((_, j) => a.map((row) => row[j]!));
}

/** What x ↦ a·x + shift makes of a Gaussian. */
export function moved({ mean, covariance }: FullGaussian, a: number[][], shift: number[]): FullGaussian {
  const image = multiply(
    a,
    mean.map((value) => [value]),
  );
  return {
    mean: image.map((row, i) => row[0]! + shift[i]!),
    covariance: multiply(multiply(a, covariance), transpose(a)),
  };
}

/** From −2 to 2; different ones are 2⁻¹⁹ apart at least, so that squares neither underflow nor vanish beside 1. */
const entry = fc.integer({ min: -(2 ** 20), max: 2 ** 20 }).map((count) => count / 2 ** 19);
const vector = (size: number) => fc.array(entry, { minLength: size, maxLength: size });
const matrix = (size: number) => fc.array(vector(size), { minLength: size, maxLength: size });
/** The covariance is B·Bᵀ + ½I: positive definite. */
const gaussian = (size: number): fc.Arbitrary<FullGaussian> =>
  fc.tuple(vector(size), matrix(size)).map(([mean, b]) => ({
    mean,
    covariance: multiply(b, transpose(b)).map((row, i) => row.map((value, j) => value + (i === j ? 0.5 : 0))),
  }));

/** Two Gaussians of one space, and an invertible affine map of it. */
export const gaussiansAndMap = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain((size) =>
    fc.record({
      p: gaussian(size),
      q: gaussian(size),
      // Diagonally dominant, hence invertible.
      map: matrix(size).map((rows) => rows.map((row, i) => row.map((value, j) => (i === j ? 10 : value)))),
      shift: vector(size),
    }),
  );
