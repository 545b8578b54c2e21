import { inBlocks, type Pauses } from '../../scheduling';
import { covarianceOf, isConstant, meanOf } from './moments';
import type { SampleMatrix } from './samples';

/**
 * The share of a coordinate's variance that may be rounding: of float32 it is about 1e-15 of the mean square, and the sums for the
 * covariance add to it.
 */
const ROUNDING = 1e-13;

/**
 * The coordinates that samples vary along: those left out are constant or a linear combination of the ones before them, and tell
 * nothing that these don't. Of no more samples than coordinates, which are linear combinations of each other anyway, only constant
 * ones are.
 *
 * @param samples - finite ones
 * @param pauses - taken now and then
 * @returns their indices, ascending
 */
export async function independentCoordinates(samples: SampleMatrix, pauses: Pauses): Promise<number[]> {
  const { count, dimension } = samples;
  const varying = Array.from({ length: dimension }, (_, axis) => axis).filter(
    (axis) => !isConstant(samples, axis),
  );
  if (count <= dimension || varying.length < 2) return varying;
  const covariance = await covarianceOf(samples, await meanOf(samples, pauses), pauses);
  // The Cholesky decomposition L·D·Lᵀ, passing over coordinates that leave no pivot.
  const independent: number[] = [];
  const lower: number[][] = [];
  const pivots: number[] = [];
  for (const axis of varying) {
    if (pauses.due()) await pauses.take();
    const source = covariance[axis]!;
    const row: number[] = [];
    const scaled: number[] = [];
    let pivot = source[axis]!;
    independent.forEach((other, j) => {
      let value = source[other]!;
      for (let k = 0; k < j; k++) value -= scaled[k]! * lower[j]![k]!;
      scaled.push(value);
      row.push(value / pivots[j]!);
      pivot -= value * row[j]!;
    });
    if (!(pivot > Math.max(ROUNDING, dimension * Number.EPSILON) * source[axis]!)) continue;
    independent.push(axis);
    lower.push(row);
    pivots.push(pivot);
  }
  return independent;
}

/** The samples' chosen coordinates, a copy unless all are chosen. */
export async function takeCoordinates(
  samples: SampleMatrix,
  axes: readonly number[],
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { values, count, dimension } = samples;
  if (axes.length === dimension) return samples;
  const taken = new Float64Array(count * axes.length);
  await inBlocks(count, axes.length, pauses, (from, to) => {
    for (let sample = from; sample < to; sample++) {
      axes.forEach((axis, place) => {
        taken[sample * axes.length + place] = values[sample * dimension + axis]!;
      });
    }
  });
  return { values: taken, count, dimension: axes.length };
}
