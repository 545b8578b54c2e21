import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { GROUP, inWholeGroups, putInGroups } from '../wasm/grouped-points';
import type { KernelMemory } from '../wasm/kernel-memory';
import { KernelPieces } from '../wasm/kernel-pieces';
import { loadKernelMemory } from '../wasm/load-kernel-memory';
import { numbersOfRow, type PairNumber } from './numbers-of-row';

/** Columns of a tile of pairs: their rows stay in the cache. A tile's first column is a multiple of it. */
export const PAIR_COLUMNS = 256;
const TILE = PAIR_COLUMNS;
/** Rows that the kernel computes before they are looked at. */
const ROWS = 256;
/** Products of coordinates from which on the kernel is faster than plain loops, with all that it has to load, and is worth threads. */
const [WORTH_KERNEL, WORTH_THREADS] = [2e7, 1e9];
/** Products that make a chunk of a thread: some tens of microseconds. */
const CHUNK = 200_000;
/** Products that plain loops do between two looks at the clock: a millisecond or so. */
const AT_ONCE = 1_000_000;

/**
 * A function that is given the numbers of a row's pairs with the columns from `start` to before `end`, all of one tile, and may change
 * them. What it returns is awaited before the next row.
 */
export type VisitRow = (
  numbers: Float64Array,
  row: number,
  start: number,
  end: number,
) => Promise<void> | undefined | void;

/**
 * Takes memory for the compiled kernel, for so many rounds of pairs within two samples and between them.
 *
 * @returns undefined where plain loops are to do it: few pairs, or no WebAssembly or no memory here
 */
export async function openPairMemory(
  counts: readonly [number, number],
  dimension: number,
  rounds: number,
): Promise<KernelMemory | undefined> {
  const [n, m] = counts;
  const products = (n * n + 2 * n * m + m * m) * (dimension / 2) * rounds;
  if (products < WORTH_KERNEL) return undefined;
  const numbers = (inWholeGroups(n) + inWholeGroups(m)) * dimension + 2 * ROWS * TILE;
  return loadKernelMemory(8 * numbers + 512, products >= WORTH_THREADS);
}

/**
 * Goes through all pairs of two samples, tile by tile; of a sample with itself each pair once, and no row with itself. The numbers and
 * their order are the same whether the kernel computes them or plain loops do.
 *
 * @param x - rows
 * @param y - rows of as many features, or `x` itself
 * @param of - which number of a pair
 * @param visit - called for the rows of each tile
 * @param pauses - taken now and then
 * @param memory - for the kernel; none: plain loops
 */
export async function visitRowsOfPairs(
  x: SampleMatrix,
  y: SampleMatrix,
  of: PairNumber,
  visit: VisitRow,
  pauses: Pauses,
  memory?: KernelMemory,
): Promise<void> {
  if (memory) {
    await new KernelRows(memory, x, y, of, visit, pauses).visitAll();
    return;
  }
  const numbers = new Float64Array(TILE);
  // So many columns at once that pauses come in time in many dimensions, too.
  const atOnce = Math.max(4, Math.min(TILE, Math.floor(AT_ONCE / x.dimension / 4) * 4));
  for (let column = 0; column < y.count; column += TILE) {
    const end = Math.min(column + TILE, y.count);
    const rows = x === y ? end : x.count;
    for (let row = 0; row < rows; row++) {
      const start = x === y ? Math.max(column, row + 1) : column;
      if (start >= end) continue;
      for (let from = start; from < end; from += atOnce) {
        if (pauses.due()) await pauses.take();
        const some = numbers.subarray(from - start);
        numbersOfRow(some, of, x, row, y, from, Math.min(from + atOnce, end));
      }
      const busy = visit(numbers, row, start, end);
      if (busy) await busy;
    }
  }
}

/** Some rows of a tile, and where their numbers are. */
interface Step {
  readonly column: number;
  readonly end: number;
  readonly row: number;
  readonly endRow: number;
  readonly result: number;
}

/** The same by the compiled kernel. What a step computed is looked at while helpers compute the next. */
class KernelRows {
  readonly #rows: number;
  readonly #columns: number;
  readonly #results: readonly [number, number];
  readonly #pieces: KernelPieces;

  constructor(
    private readonly memory: KernelMemory,
    private readonly x: SampleMatrix,
    private readonly y: SampleMatrix,
    private readonly of: PairNumber,
    private readonly visit: VisitRow,
    private readonly pauses: Pauses,
  ) {
    memory.takeBack();
    this.#rows = memory.take(inWholeGroups(x.count) * x.dimension);
    this.#columns = x === y ? this.#rows : memory.take(inWholeGroups(y.count) * y.dimension);
    this.#results = [memory.take(ROWS * TILE), memory.take(ROWS * TILE)];
    this.#pieces = new KernelPieces(memory, pauses);
  }

  async visitAll(): Promise<void> {
    await this.#load();
    let before: Step | undefined;
    for (const step of this.#steps()) {
      this.#begin(step);
      if (before) await this.#visitStep(before);
      while (!(await this.#pieces.finish((kernels, most) => kernels.goOnWithPairNumbers(most)))) {
        await this.#load(); // helpers were lost, and with them the memory
        this.#begin(step);
      }
      before = step;
    }
    if (before) await this.#visitStep(before);
  }

  async #load(): Promise<void> {
    await putInGroups(this.memory, this.#rows, this.x, this.pauses);
    if (this.#columns !== this.#rows) await putInGroups(this.memory, this.#columns, this.y, this.pauses);
  }

  *#steps(): Generator<Step> {
    const { x, y } = this;
    let count = 0;
    for (let column = 0; column < y.count; column += TILE) {
      const end = Math.min(column + TILE, y.count);
      const last = x === y ? end : x.count;
      for (let row = 0; row < last; row += ROWS)
        yield { column, end, row, endRow: Math.min(row + ROWS, last), result: this.#results[count++ % 2]! };
    }
  }

  #begin({ column, end, row, endRow, result }: Step): void {
    const { dimension } = this.x;
    this.memory.kernels.beginPairNumbers(
      this.#rows + 8 * row * dimension,
      endRow - row,
      this.#columns + 8 * column * dimension,
      inWholeGroups(end - column) / GROUP,
      result,
      dimension,
      this.of === 'innerProduct',
      2 * Math.max(1, Math.round(CHUNK / (TILE * dimension) / 2)),
    );
  }

  async #visitStep({ column, end, row, endRow, result }: Step): Promise<void> {
    const width = inWholeGroups(end - column);
    const numbers = this.memory.numbers(result, width * (endRow - row));
    for (let each = row; each < endRow; each++) {
      if (each % 8 === 0 && this.pauses.due()) await this.pauses.take();
      const start = this.x === this.y ? Math.max(column, each + 1) : column;
      if (start >= end) continue;
      const first = width * (each - row) - column;
      const busy = this.visit(numbers.subarray(first + start, first + end), each, start, end);
      if (busy) await busy;
    }
  }
}
