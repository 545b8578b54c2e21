import { inBlocks, type Pauses } from '../../scheduling';
import { PAIR_COLUMNS } from '../pair-numbers/rows-of-pairs';
import { BLOCK_ROWS, COLUMNS, type GroupSums } from './group-sums';
import { KernelGroupSums } from './kernel-group-sums';
import { PlainGroupSums } from './plain-group-sums';
import { type Relabelings, SAMPLES_OF_CODE } from './relabelings';

/** The place of a block of pairs; empty where it ends at 0. */
const nowhere = { row: 0, column: 0, rowEnd: 0, columnEnd: 0 };

/** Sums over the pairs within the group of each relabeling: rows of pairs come one by one, and are summed by blocks. */
export class RelabeledPairs {
  #place = { ...nowhere };
  #firstCodes = { rows: 0, columns: 0 };

  private constructor(
    private readonly relabelings: Relabelings,
    private readonly groups: GroupSums,
    private readonly pauses: Pauses,
  ) {}

  /**
   * Begins the sums.
   *
   * @param relabelings - the relabelings
   * @param pairs - how many will come
   * @param pauses - taken now and then
   */
  static async of(relabelings: Relabelings, pairs: number, pauses: Pauses): Promise<RelabeledPairs> {
    const byKernel = await KernelGroupSums.of(relabelings, pairs, pauses);
    return new RelabeledPairs(relabelings, byKernel ?? new PlainGroupSums(relabelings), pauses);
  }

  /** The sums, one for each relabeling. */
  sums(): Float64Array {
    return this.groups.sums();
  }

  /** Has the next rows and columns counted within their own sides, which begin so among the codes. */
  begin(rows: number, columns: number): void {
    this.#firstCodes = { rows, columns };
  }

  /**
   * Adds the pairs of a row with some columns, which lie within one tile.
   *
   * @param numbers - of the pairs
   * @param row - the row
   * @param start - the first column
   * @param end - behind the last
   * @returns what must be awaited before the next row
   */
  add(numbers: Float64Array, row: number, start: number, end: number): Promise<void> | undefined {
    const firstRow = row - (row % BLOCK_ROWS);
    const firstColumn = start - (start % PAIR_COLUMNS);
    if (firstRow === this.#place.row && firstColumn === this.#place.column) {
      this.#put(numbers, row, start, end);
      return undefined;
    }
    return this.finish().then(() => {
      this.#place = { ...nowhere, row: firstRow, column: firstColumn };
      this.#put(numbers, row, start, end);
    });
  }

  #put(numbers: Float64Array, row: number, start: number, end: number): void {
    const place = this.#place;
    const at = (row - place.row) * PAIR_COLUMNS + start - place.column;
    this.groups.block.set(numbers.subarray(0, end - start), at);
    place.rowEnd = row + 1;
    place.columnEnd = end;
  }

  /** Sums the block that was put together. */
  async finish(): Promise<void> {
    const { row, column, rowEnd, columnEnd } = this.#place;
    if (rowEnd === 0) return;
    const { relabelings, groups, pauses } = this;
    const rows = Math.ceil((rowEnd - row) / SAMPLES_OF_CODE);
    const firstRow = this.#firstCodes.rows + row / SAMPLES_OF_CODE;
    const ofColumns = this.#firstCodes.columns + column / SAMPLES_OF_CODE;
    for (let from = 0; from < columnEnd - column; from += COLUMNS) {
      groups.sumSubsets(from, rows);
      const block = { firstRow, rows, column: ofColumns + from / COLUMNS };
      await inBlocks(relabelings.count, rows * COLUMNS, pauses, (first, end) =>
        groups.add(block, first, end),
      );
    }
    groups.block.fill(0);
    this.#place = { ...nowhere };
  }
}
