import { ArgumentError } from '../../errors';
import type { SampleMatrix } from '../../estimators/parts';
import { inBlocks, type Pauses } from '../../scheduling';
import { KeptRows } from './kept-rows';

/** Mean and spread of the rows that were seen, and some of these rows. */
export interface MomentSums {
  count: number;
  /** The mean of each feature. */
  readonly mean: Float64Array;
  /** Σ (x − mean)(x − mean)ᵀ: entry (i, j), j ≤ i, at i(i + 1)/2 + j. */
  readonly scatter: Float64Array;
  readonly kept: KeptRows;
}

/** Rows that are added to the scatter together: each pass over it is slower than the multiplications. */
const TOGETHER = 4;

/** Most features a sample: their covariance takes a gigabyte. */
const MOST_FEATURES = 16_384;

/** Sums of no rows. */
export function noSums(dimension: number): MomentSums {
  if (dimension > MOST_FEATURES)
    throw new ArgumentError(
      'features',
      `has ${dimension} features a sample; expected at most ${MOST_FEATURES}, since their covariance has as many rows and columns. Take features of a network, or fewer pixels.`,
    );
  return {
    count: 0,
    mean: new Float64Array(dimension),
    scatter: new Float64Array((dimension * (dimension + 1)) / 2),
    kept: new KeptRows(dimension),
  };
}

/** The sums of one block, about its own mean; it keeps no rows. */
export async function sumsOfBlock(
  { values, count, dimension }: SampleMatrix,
  pauses: Pauses,
): Promise<MomentSums> {
  const sums = noSums(dimension);
  const { mean, scatter } = sums;
  sums.count = count;
  // Twice: the second time what rounding left of the first mean.
  for (const share of [0, 1]) {
    const center = mean.map((value) => value * share);
    await inBlocks(count, dimension, pauses, (from, to) => {
      for (let at = from * dimension; at < to * dimension; )
        for (let axis = 0; axis < dimension; axis++, at++)
          mean[axis]! += (values[at]! - center[axis]!) / count;
    });
  }
  const centered = new Float64Array(TOGETHER * dimension);
  const groups = Math.ceil(count / TOGETHER);
  await inBlocks(groups, TOGETHER * scatter.length, pauses, (from, to) => {
    for (let group = from; group < to; group++) {
      const first = group * TOGETHER * dimension;
      for (let k = 0; k < centered.length; k++)
        centered[k] = first + k < values.length ? values[first + k]! - mean[k % dimension]! : 0;
      addProducts(scatter, centered, dimension);
    }
  });
  return sums;
}

/** Adds x·xᵀ of each of the rows. */
function addProducts(scatter: Float64Array, rows: Float64Array, dimension: number): void {
  const [second, third, fourth] = [dimension, 2 * dimension, 3 * dimension];
  let at = 0;
  for (let i = 0; i < dimension; i++) {
    const a = rows[i]!;
    const b = rows[second + i]!;
    const c = rows[third + i]!;
    const d = rows[fourth + i]!;
    for (let j = 0; j <= i; j++, at++)
      scatter[at]! += a * rows[j]! + b * rows[second + j]! + c * rows[third + j]! + d * rows[fourth + j]!;
  }
}

/**
 * Adds one side's sums to another's, in place: exact but for rounding, whatever the order (Chan, Golub & LeVeque 1983,
 * "Algorithms for Computing the Sample Variance", eq. 2.1). The rows that are kept are left as they are.
 */
export function addSums(sums: MomentSums, more: MomentSums): void {
  const total = sums.count + more.count;
  if (more.count === 0) return;
  const apart = more.mean.map((value, axis) => value - sums.mean[axis]!);
  const weight = (sums.count / total) * more.count;
  let at = 0;
  for (let i = 0; i < apart.length; i++) {
    const weighed = weight * apart[i]!;
    for (let j = 0; j <= i; j++, at++) sums.scatter[at]! += more.scatter[at]! + weighed * apart[j]!;
  }
  for (let i = 0; i < apart.length; i++) sums.mean[i]! += (more.count / total) * apart[i]!;
  sums.count = total;
}

/** The unbiased covariance, over n − 1, row after row, both sides of the diagonal; it stops now and then. */
export function* covarianceSteps({ count, mean, scatter }: MomentSums): Generator<void, Float64Array> {
  const dimension = mean.length;
  const covariance = new Float64Array(dimension * dimension);
  let at = 0;
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const value = scatter[at]! / (count - 1);
      covariance[i * dimension + j] = value;
      covariance[j * dimension + i] = value;
    }
    if (i % 32 === 0) yield;
  }
  return covariance;
}
