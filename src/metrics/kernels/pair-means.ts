import {
  type KernelMemory,
  meanOfTerms,
  numbersOfRow,
  type PairwiseKernel,
  type SampleMatrix,
  sampleVariance,
  visitRowsOfPairs,
} from '../../estimators/parts';
import { neumaierSum } from '../../math';
import type { Pauses } from '../../scheduling';

/** Means of a kernel over the pairs of two samples, and what their errors come from. */
export interface PairMeans {
  /** The mean of k(x, x′) over pairs of different rows. */
  readonly withinFirst: number;
  readonly withinSecond: number;
  /** The mean of k(x, y) over all pairs. */
  readonly across: number;
  /** Var h(x), h(x) = E k(x, x′) − E k(x, y): what one row of the first moves. Unbiased, so below 0 now and then. */
  readonly ofFirstRow: number;
  readonly ofSecondRow: number;
  /** 2Var e(x, x′) + 2Var e(y, y′) + 4Var e(x, y), e being what is left of k(x, y) beside a part of x and one of y. */
  readonly ofPairs: number;
}

/** Sums of a kernel over all pairs of two samples: over those of each row, and of the squares. */
interface PairSums {
  readonly ofRows: Float64Array;
  /** The same list where a sample is paired with itself. */
  readonly ofColumns: Float64Array;
  ofSquares: number;
}

/**
 * Goes through all pairs of two samples; the kernel's matrix is never held.
 *
 * The variances come from an analysis of variance: k(x, y) = μ + a(x) + b(y) + e(x, y), which is Hoeffding's decomposition.
 * Without it the noise of a row's mean over some others would count as the row's own.
 *
 * @param x - at least 3 rows
 * @param y - at least 3 rows
 * @param kernel - the kernel
 * @param pauses - taken now and then
 * @param memory - of `openPairMemory`; none: plain loops
 */
export async function pairMeans(
  x: SampleMatrix,
  y: SampleMatrix,
  kernel: PairwiseKernel,
  pauses: Pauses,
  memory?: KernelMemory,
): Promise<PairMeans> {
  // All values count from one of them: where they are nearly equal their differences keep their digits.
  const origin = new Float64Array(1);
  numbersOfRow(origin, kernel.of, x, 0, y, 0, 1);
  kernel.apply(origin, 1);
  const within = await sumOverPairs(x, x, kernel, origin[0]!, pauses, memory);
  const withinOther = await sumOverPairs(y, y, kernel, origin[0]!, pauses, memory);
  const across = await sumOverPairs(x, y, kernel, origin[0]!, pauses, memory);
  const [ofX, ofY] = [ofOneSample(within), ofOneSample(withinOther)];
  const between = ofTwoSamples(across);
  return {
    withinFirst: origin[0]! + ofX.mean,
    withinSecond: origin[0]! + ofY.mean,
    across: origin[0]! + between.mean,
    ofFirstRow: varianceOfRow(within.ofRows, across.ofRows, y.count, ofX.residual, between.residual),
    ofSecondRow: varianceOfRow(withinOther.ofRows, across.ofColumns, x.count, ofY.residual, between.residual),
    ofPairs: 2 * ofX.residual + 2 * ofY.residual + 4 * between.residual,
  };
}

/** Each pair once; of a sample with itself no row with itself. */
async function sumOverPairs(
  x: SampleMatrix,
  y: SampleMatrix,
  kernel: PairwiseKernel,
  origin: number,
  pauses: Pauses,
  memory?: KernelMemory,
): Promise<PairSums> {
  const ofRows = new Float64Array(x.count);
  const sums: PairSums = { ofRows, ofColumns: x === y ? ofRows : new Float64Array(y.count), ofSquares: 0 };
  const visit = (numbers: Float64Array, row: number, start: number, end: number) => {
    kernel.apply(numbers, end - start);
    addRow(sums, numbers, row, start, end, origin);
  };
  await visitRowsOfPairs(x, y, kernel.of, visit, pauses, memory);
  return sums;
}

function addRow(
  sums: PairSums,
  values: Float64Array,
  row: number,
  start: number,
  end: number,
  origin: number,
): void {
  const { ofColumns } = sums;
  let [sum, square] = [0, 0];
  for (let j = start; j < end; j++) {
    const value = values[j - start]! - origin;
    sum += value;
    square += value * value;
    ofColumns[j]! += value;
  }
  sums.ofRows[row]! += sum;
  sums.ofSquares += square;
}

/** Mean and residual variance of k(x, x′) = μ + a(x) + a(x′) + e(x, x′). */
function ofOneSample({ ofRows, ofSquares }: PairSums) {
  const n = ofRows.length;
  const pairs = (n * (n - 1)) / 2;
  const mean = meanOfTerms(ofRows) / (n - 1);
  const ofParts = ((n - 1) ** 2 / (n - 2)) * squaredDeviations(ofRows, n - 1, mean);
  const left = ofSquares - pairs * mean * mean - ofParts;
  return { mean, residual: n > 3 ? Math.max(0, left) / (pairs - n) : 0 };
}

/** Mean and residual variance of k(x, y) = μ + a(x) + b(y) + e(x, y). */
function ofTwoSamples({ ofRows, ofColumns, ofSquares }: PairSums) {
  const [n, m] = [ofRows.length, ofColumns.length];
  const mean = meanOfTerms(ofRows) / m;
  const ofParts = m * squaredDeviations(ofRows, m, mean) + n * squaredDeviations(ofColumns, n, mean);
  const left = ofSquares - n * m * mean * mean - ofParts;
  return { mean, residual: Math.max(0, left) / ((n - 1) * (m - 1)) };
}

/** Σ (sum/count − mean)². */
function squaredDeviations(sums: Float64Array, count: number, mean: number): number {
  return neumaierSum(sums.length, (row) => (sums[row]! / count - mean) ** 2);
}

/** The variance over rows of what each moves, less the noise of its means over some others only. */
function varianceOfRow(
  within: Float64Array,
  across: Float64Array,
  others: number,
  residualWithin: number,
  residualAcross: number,
): number {
  const own = within.length - 1;
  const parts = within.map((sum, row) => sum / own - across[row]! / others);
  return sampleVariance(parts) - residualWithin / own - residualAcross / others;
}
