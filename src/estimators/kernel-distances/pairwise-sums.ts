import type { Random } from '../../random';
import { eachInBlocks, inBlocks, type Pauses } from '../../scheduling';
import type { PairNumber } from '../pair-numbers/numbers-of-row';
import { joinedSamples } from '../samples/joined-samples';
import { innerProduct, squaredDistance } from '../samples/pairwise-distances';
import type { SampleMatrix } from '../samples/samples';
import { drawRelabelings, type Relabelings } from './relabelings';

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

/** Pairs come in square tiles of this side, which stay in the cache while every relabeling sums over them. */
const TILE = 96;

/**
 * Sums a kernel over all pairs of samples, tile by tile: the matrix of its values is never held whole. Random relabelings
 * of the samples are summed in the same sweep.
 *
 * @param p - samples
 * @param q - samples of as many dimensions
 * @param kernel - the kernel
 * @param relabelings - how many
 * @param random - draws them
 * @param pauses - taken between tiles
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
  const total = p.count + q.count;
  const points = await joinedSamples(p, q, pauses);
  const number = kernel.of === 'squaredDistance' ? squaredDistance : innerProduct;
  const boundaries = [...tileStarts(0, p.count), ...tileStarts(p.count, total), total];
  const groupSize = Math.min(p.count, q.count);
  const groups = await drawRelabelings(relabelings, total, groupSize, boundaries, random, pauses);

  const [within, across] = [new Float64Array(total), new Float64Array(total)];
  const pairs = new Float64Array(relabelings);
  const tile = new Float64Array(TILE * TILE);
  for (let a = 0; a < boundaries.length - 1; a++) {
    for (let b = a; b < boundaries.length - 1; b++) {
      if (pauses.due()) await pauses.take();
      const [rowStart, rowEnd] = [boundaries[a]!, boundaries[a + 1]!];
      const [columnStart, width] = [boundaries[b]!, boundaries[b + 1]! - boundaries[b]!];
      const size = (rowEnd - rowStart) * width;
      await fillTile(tile, rowStart, columnStart, width, size, points, number, pauses);
      kernel.apply(tile, size);
      if (a === b) keepAboveDiagonal(tile, width);
      const sums = rowStart < p.count === columnStart < p.count ? within : across;
      addTile(tile, rowStart, rowEnd, columnStart, width, sums);
      await inBlocks(relabelings, (TILE * TILE) / 4, pauses, (from, to) => {
        addRelabeled(tile, width, rowStart, columnStart, groups, a, b, pairs, from, to);
      });
    }
  }
  const diagonal = await diagonalOf(points, kernel, number, pauses);
  return {
    within,
    across,
    diagonal,
    relabeled: {
      groupSize,
      pairs,
      rows: await sumOverGroups(groups, groupSize, pauses, (i) => within[i]! + across[i]!),
      diagonal: await sumOverGroups(groups, groupSize, pauses, (i) => diagonal[i]!),
    },
  };
}

async function diagonalOf(
  { values, count, dimension }: SampleMatrix,
  kernel: PairwiseKernel,
  number: typeof squaredDistance,
  pauses: Pauses,
): Promise<Float64Array> {
  const diagonal = new Float64Array(count);
  await eachInBlocks(count, dimension, pauses, (i) => {
    diagonal[i] = number(values, i * dimension, values, i * dimension, dimension);
  });
  kernel.apply(diagonal, count);
  return diagonal;
}

function tileStarts(from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / TILE) }, (_, tile) => from + tile * TILE);
}

/** Fills a tile with the numbers of its pairs: a loop of its own, as most of the time goes by here. */
function fillTile(
  tile: Float64Array,
  rowStart: number,
  columnStart: number,
  width: number,
  size: number,
  { values, dimension }: SampleMatrix,
  number: typeof squaredDistance,
  pauses: Pauses,
): Promise<void> {
  return inBlocks(size, dimension, pauses, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      const row = Math.floor(pair / width);
      const i = rowStart + row;
      const j = columnStart + pair - row * width;
      tile[pair] = number(values, i * dimension, values, j * dimension, dimension);
    }
  });
}

function keepAboveDiagonal(tile: Float64Array, width: number): void {
  for (let row = 0; row < width; row++) tile.fill(0, row * width, row * width + row + 1);
}

/** Adds each pair of the tile to both of its samples' sums. */
function addTile(
  tile: Float64Array,
  rowStart: number,
  rowEnd: number,
  columnStart: number,
  width: number,
  sums: Float64Array,
): void {
  let at = 0;
  for (let i = rowStart; i < rowEnd; i++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      const value = tile[at++]!;
      sum += value;
      sums[columnStart + column]! += value;
    }
    sums[i]! += sum;
  }
}

/** Adds the pairs of the tile that lie within a relabeling's group to its sum, for the relabelings `from` … `to` − 1. */
function addRelabeled(
  tile: Float64Array,
  width: number,
  rowStart: number,
  columnStart: number,
  { starts, members, tiles }: Relabelings,
  rowTile: number,
  columnTile: number,
  pairs: Float64Array,
  from: number,
  to: number,
): void {
  for (let r = from; r < to; r++) {
    const base = r * (tiles + 1);
    const rowEnd = starts[base + rowTile + 1]!;
    const columnFrom = starts[base + columnTile]!;
    const columnEnd = starts[base + columnTile + 1]!;
    let sum = 0;
    for (let row = starts[base + rowTile]!; row < rowEnd; row++) {
      const offset = (members[row]! - rowStart) * width - columnStart;
      // Two sums, as an addition has to wait for the one before it.
      let other = 0;
      let column = columnFrom;
      for (; column + 1 < columnEnd; column += 2) {
        sum += tile[offset + members[column]!]!;
        other += tile[offset + members[column + 1]!]!;
      }
      if (column < columnEnd) sum += tile[offset + members[column]!]!;
      sum += other;
    }
    pairs[r]! += sum;
  }
}

async function sumOverGroups(
  { count, members }: Relabelings,
  size: number,
  pauses: Pauses,
  term: (sample: number) => number,
): Promise<Float64Array> {
  const sums = new Float64Array(count);
  await eachInBlocks(members.length, 1, pauses, (position) => {
    sums[Math.floor(position / size)]! += term(members[position]!);
  });
  return sums;
}
