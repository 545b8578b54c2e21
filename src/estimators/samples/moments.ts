import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';

/** The mean of samples, one number a coordinate. */
export async function meanOf(
  { values, count, dimension }: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const mean = new Float64Array(dimension);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let at = from * dimension; at < to * dimension; at += dimension)
      for (let axis = 0; axis < dimension; axis++) mean[axis]! += values[at + axis]!;
  });
  for (let axis = 0; axis < dimension; axis++) mean[axis]! /= count;
  // Once more about the first mean: what rounding left is gone.
  const rest = new Float64Array(dimension);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let at = from * dimension; at < to * dimension; at += dimension)
      for (let axis = 0; axis < dimension; axis++) rest[axis]! += values[at + axis]! - mean[axis]!;
  });
  for (let axis = 0; axis < dimension; axis++) mean[axis]! += rest[axis]! / count;
  return mean;
}

/** The variances about a mean, over n, one number a coordinate. */
export async function variancesOf(
  { values, count, dimension }: SampleMatrix,
  mean: ArrayLike<number>,
  pauses: Pauses,
): Promise<Float64Array> {
  const variances = new Float64Array(dimension);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let at = from * dimension; at < to * dimension; at += dimension)
      for (let axis = 0; axis < dimension; axis++)
        variances[axis]! += (values[at + axis]! - mean[axis]!) ** 2 / count;
  });
  return variances;
}

/** The covariance matrix about a mean, over n. */
export async function covarianceOf(
  { values, count, dimension }: SampleMatrix,
  mean: ArrayLike<number>,
  pauses: Pauses,
): Promise<number[][]> {
  const sums = Array.from({ length: dimension }, () => new Float64Array(dimension));
  const centered = new Float64Array(dimension);
  for (let at = 0; at < values.length; at += dimension) {
    if (pauses.due()) await pauses.take();
    for (let axis = 0; axis < dimension; axis++) centered[axis] = values[at + axis]! - mean[axis]!;
    for (let row = 0; row < dimension; row++) {
      const sum = sums[row]!;
      const factor = centered[row]!;
      for (let column = 0; column <= row; column++) sum[column]! += factor * centered[column]!;
    }
  }
  const covariance: number[][] = [];
  for (let row = 0; row < dimension; row++) {
    if (pauses.due()) await pauses.take();
    covariance.push(
      Array.from(
        { length: dimension },
        (_, column) => (row >= column ? sums[row]![column]! : sums[column]![row]!) / count,
      ),
    );
  }
  return covariance;
}

/**
 * The first coordinate that is the same in all samples, or −1. By equality: its computed variance is rounding, not always 0.
 */
export function constantCoordinate(samples: SampleMatrix): number {
  for (let axis = 0; axis < samples.dimension; axis++) if (isConstant(samples, axis)) return axis;
  return -1;
}

/** Whether a coordinate is the same in all samples. */
export function isConstant({ values, dimension }: SampleMatrix, axis: number): boolean {
  let at = axis + dimension;
  while (at < values.length && values[at] === values[axis]) at += dimension;
  return at >= values.length;
}
