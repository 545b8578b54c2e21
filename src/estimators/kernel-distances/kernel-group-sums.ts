import { inBlocks, type Pauses } from '../../scheduling';
import { PAIR_COLUMNS } from '../pair-numbers/rows-of-pairs';
import type { KernelMemory } from '../wasm/kernel-memory';
import { loadKernelMemory } from '../wasm/load-kernel-memory';
import { type BlockCodes, blockNumbers, type GroupSums, memberships, subsetNumbers } from './group-sums';
import type { Relabelings } from './relabelings';

/** Additions from which on the kernel is faster, with all that it has to load. */
const WORTH_KERNEL = 1e8;
/** Bytes of the relabelings' codes up to which they are put into a memory of the kernel's, too. */
const MOST_BYTES = 2 ** 28;

/** The same sums as by plain loops, to the bit, by the compiled kernel. */
export class KernelGroupSums implements GroupSums {
  readonly block: Float64Array;
  readonly #block: number;
  readonly #subsets: number;
  readonly #memberships: number;
  readonly #codes: number;
  readonly #sums: number;

  private constructor(
    private readonly memory: KernelMemory,
    private readonly relabelings: Relabelings,
  ) {
    this.#block = memory.take(blockNumbers);
    this.#subsets = memory.take(subsetNumbers);
    this.#memberships = memory.take(memberships.length);
    this.#sums = memory.take(relabelings.count);
    this.#codes = memory.takeBytes(relabelings.codes.length);
    this.block = memory.numbers(this.#block, blockNumbers);
    memory.numbers(this.#memberships, memberships.length).set(memberships);
  }

  async #putCodes(pauses: Pauses): Promise<void> {
    const { codes } = this.relabelings;
    const own = this.memory.bytes(this.#codes, codes.length);
    await inBlocks(codes.length, 1 / 64, pauses, (from, to) => own.set(codes.subarray(from, to), from));
  }

  /**
   * Takes memory for the sums over so many pairs.
   *
   * @returns undefined where plain loops are to do it: few pairs, or no WebAssembly or no memory here
   */
  static async of(
    relabelings: Relabelings,
    pairs: number,
    pauses: Pauses,
  ): Promise<KernelGroupSums | undefined> {
    const { count, codes } = relabelings;
    if (pairs * count < WORTH_KERNEL || codes.length > MOST_BYTES) return undefined;
    const numbers = blockNumbers + subsetNumbers + memberships.length + count;
    const memory = await loadKernelMemory(8 * numbers + codes.length + 512, false);
    if (!memory) return undefined;
    const sums = new KernelGroupSums(memory, relabelings);
    await sums.#putCodes(pauses);
    return sums;
  }

  sums(): Float64Array {
    return this.memory.numbers(this.#sums, this.relabelings.count).slice();
  }

  sumSubsets(firstColumn: number, rowCodes: number): void {
    const block = this.#block + 8 * firstColumn;
    this.memory.kernels.sumSubsets(block, 8 * PAIR_COLUMNS, 2 * rowCodes, this.#subsets);
  }

  add({ firstRow, rows, column }: BlockCodes, from: number, to: number): void {
    const { codesOfOne } = this.relabelings;
    this.memory.kernels.addRelabeled(
      this.#sums + 8 * from,
      this.#subsets,
      this.#codes + from * codesOfOne,
      codesOfOne,
      rows,
      firstRow,
      column,
      this.#memberships,
      to - from,
    );
  }
}
