import type { Random } from '../../random';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { PairNumber } from '../pair-numbers/numbers-of-row';
import { openPairMemory, visitRowsOfPairs } from '../pair-numbers/rows-of-pairs';
import { innerProduct, squaredDistance } from '../samples/pairwise-distances';
import type { SampleMatrix } from '../samples/samples';
import { RelabeledPairs } from './relabeled-pairs';
import { addOverGroups, drawRelabelings, type Relabelings } from './relabelings';

/** A symmetric function of two points that depends on one number of theirs. */
export interface PairwiseKernel {
  readonly of: PairNumber;
  /** Puts the kernel's values in the place of the first `count` numbers. */
  apply(numbers: Float64Array, count: number): void;
}

/** Sums of a kernel over pairs of samples. The samples of p come first, then those of q. */
export interface PairwiseSums {
  /** Σⱼ k(zᵢ, zⱼ) over the others of the same distribution. */
  readonly within: Float64Array;
  /** Σⱼ k(zᵢ, zⱼ) over the samples of the other distribution. */
  readonly across: Float64Array;
  /** k(zᵢ, zᵢ). */
  readonly diagonal: Float64Array;
  /** The same for groups of samples drawn at random, each as large as the smaller of the two sides. */
  readonly relabeled: RelabeledSums;
}

/** One entry for each relabeling, of sums over its group. */
export interface RelabeledSums {
  readonly groupSize: number;
  /** Σ k(zᵢ, zⱼ) over the pairs within the group, each once. */
  readonly pairs: Float64Array;
  /** Σ k(zᵢ, zⱼ) over i in the group and all other j. */
  readonly rows: Float64Array;
  /** Σ k(zᵢ, zᵢ) over the group. */
  readonly diagonal: Float64Array;
}

/** One of the two samples, and where it lies among all and among the codes of a relabeling. */
interface Side {
  readonly samples: SampleMatrix;
  readonly first: number;
  readonly firstCode: number;
}

/**
 * Sums a kernel over all pairs of samples, tile by tile: the matrix of its values is never held whole. Random relabelings
 * of the samples are summed in the same sweep. The pairs' numbers come from a compiled kernel where there are many of them.
 *
 * @param p - samples
 * @param q - samples of as many dimensions
 * @param kernel - the kernel
 * @param relabelings - how many
 * @param random - draws them
 * @param pauses - taken now and then
 * @returns the sums
 */
export async function sumOverPairs(
  p: SampleMatrix,
  q: SampleMatrix,
  kernel: PairwiseKernel,
  relabelings: number,
  random: Random,
  pauses: Pauses,
): Promise<PairwiseSums> {
  const groupSize = Math.min(p.count, q.count);
  const groups = await drawRelabelings(relabelings, [p.count, q.count], groupSize, random, pauses);
  const [ofP, ofQ]: [Side, Side] = [
    { samples: p, first: 0, firstCode: 0 },
    { samples: q, first: p.count, firstCode: groups.codesOfP },
  ];
  const total = p.count + q.count;
  const [within, across] = [new Float64Array(total), new Float64Array(total)];
  const pairs = relabelings > 0 ? await RelabeledPairs.of(groups, (total * total) / 2, pauses) : undefined;

  const memory = await openPairMemory([p.count, q.count], p.dimension, 1);
  const sumBetween = async (rows: Side, columns: Side, sums: Float64Array) => {
    pairs?.begin(rows.firstCode, columns.firstCode);
    const visit = (numbers: Float64Array, row: number, start: number, end: number) => {
      kernel.apply(numbers, end - start);
      addRow(sums, numbers, rows.first + row, columns.first + start, end - start);
      return pairs?.add(numbers, row, start, end);
    };
    await visitRowsOfPairs(rows.samples, columns.samples, kernel.of, visit, pauses, memory);
    await pairs?.finish();
  };
  try {
    await sumBetween(ofP, ofP, within);
    await sumBetween(ofQ, ofQ, within);
    await sumBetween(ofP, ofQ, across);
  } finally {
    memory?.close();
  }

  const diagonal = new Float64Array(total);
  for (const side of [ofP, ofQ]) await addDiagonal(diagonal, side, kernel, pauses);
  const rows = within.map((sum, sample) => sum + across[sample]!);
  return {
    within,
    across,
    diagonal,
    relabeled: {
      groupSize,
      pairs: pairs?.sums() ?? new Float64Array(0),
      rows: await sumOverGroups(groups, rows, p.count, pauses),
      diagonal: await sumOverGroups(groups, diagonal, p.count, pauses),
    },
  };
}

/** Adds each pair of a row to both of its samples' sums. */
function addRow(sums: Float64Array, numbers: Float64Array, row: number, first: number, count: number): void {
  let sum = 0;
  for (let column = 0; column < count; column++) {
    const value = numbers[column]!;
    sum += value;
    sums[first + column]! += value;
  }
  sums[row]! += sum;
}

async function addDiagonal(
  diagonal: Float64Array,
  { samples: { values, count, dimension }, first }: Side,
  kernel: PairwiseKernel,
  pauses: Pauses,
): Promise<void> {
  const number = kernel.of === 'squaredDistance' ? squaredDistance : innerProduct;
  const own = diagonal.subarray(first, first + count);
  await eachInBlocks(count, dimension, pauses, (i) => {
    own[i] = number(values, i * dimension, values, i * dimension, dimension);
  });
  kernel.apply(own, count);
}

/** Sums the samples' terms over the group of each relabeling. */
async function sumOverGroups(
  groups: Relabelings,
  terms: Float64Array,
  countP: number,
  pauses: Pauses,
): Promise<Float64Array> {
  const sums = new Float64Array(groups.count);
  await addOverGroups(groups, 0, terms.subarray(0, countP), sums, pauses);
  await addOverGroups(groups, groups.codesOfP, terms.subarray(countP), sums, pauses);
  return sums;
}
