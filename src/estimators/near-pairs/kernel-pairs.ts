import { createRandom } from '../../random';
import type { Pauses } from '../../scheduling';
import { shuffledIndices } from '../samples/indices';
import { squaredDistance } from '../samples/pairwise-distances';
import { GROUP } from '../wasm/grouped-points';
import type { KernelMemory } from '../wasm/kernel-memory';
import { KernelPieces } from '../wasm/kernel-pieces';
import { loadKernelMemory } from '../wasm/load-kernel-memory';
import { type CoarseMap, chooseCoarseMap } from './coarse-map';
import type { PairSearch, VisitPair } from './pair-search';
import { MOST_ROWS, type PairStep, pairSteps } from './pair-steps';
import { MOST_LENGTH, WholePoints } from './whole-points';

/** Products of coordinates from which on the kernel is faster than plain loops, with all that it has to load. */
const WORTH_KERNEL = 2e7;
/** Products from which on it is worth starting threads: a tenth of a second alone. */
const WORTH_THREADS = 3e9;
/** Bytes of columns that stay in a core's second cache while all rows pass by. */
const CACHED = 2 ** 16;
const MOST_COLUMNS = 512;
/** Products that make a chunk of a thread: some tens of microseconds. */
const CHUNK = 1_000_000;
/** Rows of a word of what was found. */
const ROWS_AT_ONCE = 4;

/**
 * Takes memory for a search by the compiled kernel, and puts the points into it.
 *
 * @returns undefined where plain loops are to do it: few pairs, or no WebAssembly or no memory here
 */
export async function openKernelPairs(search: PairSearch, pauses: Pauses): Promise<KernelPairs | undefined> {
  const { first, second } = search;
  const products = first.count * second.count * first.dimension;
  if (products < WORTH_KERNEL) return undefined;
  const memory = await loadKernelMemory(kernelPairsBytes(search), products >= WORTH_THREADS);
  return memory && KernelPairs.of(memory, search, pauses);
}

const foundBytes = (MOST_ROWS * MOST_COLUMNS) / 8 + 64;

/** Bytes that a search takes of the kernels' memory. */
export function kernelPairsBytes({ first, second }: PairSearch): number {
  const ofSecond = first === second ? 0 : WholePoints.bytes(second);
  return WholePoints.bytes(first) + ofSecond + 2 * foundBytes;
}

/**
 * The search for near pairs by the compiled kernel: it compares whole numbers of 16 bits, by blocks of columns, and marks the pairs that
 * may be near enough. Those are looked at here by their exact distance, so that neither threads nor rounding change anything.
 *
 * Points are taken in random order: however they came, bounds on the nearest come down soon.
 */
export class KernelPairs {
  /** Places that the kernel marks pairs in, in turn. */
  readonly #found: readonly [number, number];
  readonly #pieces: KernelPieces;

  private constructor(
    private readonly memory: KernelMemory,
    private readonly rows: WholePoints,
    private readonly columns: WholePoints,
    private readonly map: CoarseMap,
    private readonly visit: VisitPair,
    private readonly pauses: Pauses,
  ) {
    this.#found = [memory.takeBytes(foundBytes), memory.takeBytes(foundBytes)];
    this.#pieces = new KernelPieces(memory, pauses);
  }

  /** Chooses the sides: where only one has bounds it becomes the columns, since each block of them meets all rows at once. */
  static async of(memory: KernelMemory, { first, second, bounds, visit }: PairSearch, pauses: Pauses) {
    try {
      const map = await chooseCoarseMap(first, second, MOST_LENGTH, pauses);
      const random = createRandom(1);
      const ofFirst = await pointsOf(first, bounds.first);
      const ofSecond = first === second ? ofFirst : await pointsOf(second, bounds.second);
      const pairs = bounds.second
        ? new KernelPairs(memory, ofFirst, ofSecond, map, visit, pauses)
        : new KernelPairs(memory, ofSecond, ofFirst, map, (i, j, squared) => visit(j, i, squared), pauses);
      await pairs.#load();
      return pairs;

      async function pointsOf(points: PairSearch['first'], limits: Float64Array | undefined) {
        return new WholePoints(memory, points, await shuffledIndices(points.count, random, pauses), limits);
      }
    } catch (error) {
      memory.close();
      throw error;
    }
  }

  /** Visits the pairs that are near enough. */
  async search(): Promise<void> {
    const { rows, columns } = this;
    const atOnce = Math.max(1, Math.min(MOST_COLUMNS / GROUP, Math.floor(CACHED / columns.groupBytes)));
    let [found, foundBefore] = this.#found;
    let before: PairStep | undefined;
    for (const step of pairSteps(rows.groups, columns.groups, atOnce, rows === columns)) {
      this.#begin(step, found);
      if (before) await this.#visitFound(before, foundBefore); // helpers compute meanwhile
      await this.#finish(step, found);
      before = step;
      [found, foundBefore] = [foundBefore, found];
    }
    if (before) await this.#visitFound(before, foundBefore);
  }

  /** Gives the memory and the threads back. */
  close(): void {
    this.memory.close();
  }

  async #load(): Promise<void> {
    await this.rows.load(this.map, this.pauses);
    if (this.columns !== this.rows) await this.columns.load(this.map, this.pauses);
  }

  /** Begins to mark the pairs of a step that may be near enough. */
  #begin({ row, endRow, group, endGroup }: PairStep, found: number): void {
    const { rows, columns } = this;
    const perRow = (endGroup - group) * columns.groupBytes;
    rows.putLimits(row, endRow, this.map.scale, columns.largestError);
    columns.putLimits(GROUP * group, GROUP * endGroup, this.map.scale, rows.largestError);
    this.memory.kernels.beginNearPairs(
      rows.numbers + (row / GROUP) * rows.groupBytes,
      rows.squares + 4 * row,
      rows.limits + 4 * row,
      endRow - row,
      columns.numbers + group * columns.groupBytes,
      columns.squares + 4 * GROUP * group,
      columns.limits + 4 * GROUP * group,
      endGroup - group,
      found,
      columns.groupBytes / (4 * GROUP),
      ROWS_AT_ONCE * Math.max(1, Math.round(CHUNK / perRow / ROWS_AT_ONCE)),
    );
  }

  async #finish(step: PairStep, found: number): Promise<void> {
    while (!(await this.#pieces.finish((kernels, most) => kernels.goOnWithNearPairs(most)))) {
      await this.#load(); // helpers were lost, and with them the memory
      this.#begin(step, found);
    }
  }

  /** Looks at the pairs that were marked: a word has four rows and a group of columns, bit by bit. */
  async #visitFound({ row, endRow, group, endGroup }: PairStep, address: number): Promise<void> {
    const { pauses } = this;
    const words = endGroup - group;
    const found = this.memory.wholes(address, ((endRow - row) / ROWS_AT_ONCE) * words);
    for (let at = 0, fromRow = row; fromRow < endRow; fromRow += ROWS_AT_ONCE) {
      for (let fromColumn = GROUP * group; fromColumn < GROUP * endGroup; fromColumn += GROUP) {
        for (let word = found[at++]!; word !== 0; word &= word - 1) {
          const bit = 31 - Math.clz32(word & -word);
          this.#lookAtPair(fromRow + (bit >> 3), fromColumn + (bit & 7));
        }
      }
      if (pauses.due()) await pauses.take();
    }
  }

  /** Looks at the pair at two places by its exact distance. */
  #lookAtPair(row: number, column: number): void {
    const { rows, columns } = this;
    const { values, count, dimension } = rows.points;
    const others = columns.points;
    if (row >= count || column >= others.count || (rows === columns && column <= row)) return;
    const [i, j] = [rows.order[row]!, columns.order[column]!];
    const squared = squaredDistance(values, i * dimension, others.values, j * dimension, dimension);
    if (squared <= rows.boundOf(row) || squared <= columns.boundOf(column)) this.visit(i, j, squared);
  }
}
