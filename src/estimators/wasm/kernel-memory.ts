import {
  availableCores,
  canShareMemory,
  Helpers,
  instanceWithThreads,
  mayBlock,
  spinsBeforeSleep,
} from '../../threads';
import { compileKernels } from './compile-kernels';
import type { EstimatorKernels } from './kernel-exports';

const [pageBytes, lineBytes] = [65_536, 64];
const alignedToLine = (bytes: number) => Math.ceil(bytes / lineBytes) * lineBytes;

/** The kernels over memory of an estimate's own, of which it takes parts, and the threads that share their work. */
export class KernelMemory {
  /** An address with some kilobytes for each thread. */
  readonly workspace: number;
  readonly #alone: number;
  readonly #begin: number;
  #memory: WebAssembly.Memory;
  #kernels: EstimatorKernels;
  #helpers: Helpers | undefined;
  #areLost = false;
  #next: number;

  private constructor(threads: number, module: WebAssembly.Module, memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#kernels = instanceWithThreads<EstimatorKernels>(module, memory);
    const pool = lineBytes;
    this.#alone = pool + alignedToLine(this.#kernels.poolBytes(threads));
    this.workspace = this.#alone + alignedToLine(this.#kernels.poolBytes(1));
    this.#begin = this.workspace + threads * alignedToLine(this.#kernels.softMinimumWorkspace());
    this.#next = this.#begin;
    this.#useAlone();
    if (threads > 1) this.#startHelpers(module, pool, threads);
  }

  /**
   * Takes memory, of which nothing more can be had later, and starts the threads. They come some milliseconds later; until then the
   * one that asks does their part.
   *
   * @param bytes - what will be taken of it
   * @param threads - as many where memory can be shared; otherwise one
   * @returns undefined where there are no kernels, or no memory for them
   */
  static async of(bytes: number, threads: number): Promise<KernelMemory | undefined> {
    const all = bytes + 2 * pageBytes + threads * 4 * lineBytes + threads * pageBytes;
    const pages = Math.ceil(all / pageBytes);
    if (pages > 65_536) return undefined;
    const shared = threads > 1 && canShareMemory(pages);
    const module = await compileKernels(shared);
    if (!module) return undefined;
    try {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
      return new KernelMemory(shared ? threads : 1, module, memory);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Threads that share the work, the one that asks among them. */
  get threads(): number {
    return 1 + (this.#helpers?.count ?? 0);
  }

  /** The kernels, for what has no helpers to lose. */
  get kernels(): EstimatorKernels {
    return this.#kernels;
  }

  /** A part of the memory, for so many numbers: its address, a multiple of 64. */
  take(numbers: number): number {
    return this.takeBytes(numbers * Float64Array.BYTES_PER_ELEMENT);
  }

  /** The same, for so many bytes. */
  takeBytes(bytes: number): number {
    const address = this.#next;
    this.#next += alignedToLine(bytes);
    return address;
  }

  /** Takes all parts back. */
  takeBack(): void {
    this.#next = this.#begin;
  }

  /** Numbers in the memory. */
  numbers(address: number, count: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, count);
  }

  /** Whole numbers of 32 bits in the memory. */
  wholes(address: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, count);
  }

  /** Whole numbers of 16 bits in the memory. */
  smallWholes(address: number, count: number): Int16Array {
    return new Int16Array(this.#memory.buffer, address, count);
  }

  /** Bytes in the memory. */
  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, count);
  }

  /**
   * Runs a kernel. Where helpers were lost in the middle of its work, one thread goes on alone, and all has to begin again.
   *
   * @returns what the kernel gives, or undefined where all that was put into the memory has to be put again
   */
  async run<T>(kernel: (kernels: EstimatorKernels) => T): Promise<T | undefined> {
    if (this.#areLost) {
      this.#areLost = false;
      this.#useAlone();
      return undefined;
    }
    try {
      return kernel(this.#kernels);
    } catch (error) {
      if (!this.#helpers || !(error instanceof WebAssembly.RuntimeError)) throw error;
    }
    // One failed or was ended. The others may write to the memory for a while yet, so there has to be another one.
    this.#helpers.end();
    this.#helpers = undefined;
    const pages = this.#memory.buffer.byteLength / pageBytes;
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#kernels = instanceWithThreads((await compileKernels(false))!, this.#memory);
    this.#useAlone();
    return undefined;
  }

  /** Ends the threads, also in the middle of a job. The memory goes once nobody refers to it. */
  close(): void {
    this.#kernels.leave();
    this.#helpers?.dismiss();
    this.#helpers = undefined;
  }

  #startHelpers(module: WebAssembly.Module, pool: number, threads: number): void {
    const spins = spinsBeforeSleep(threads, availableCores());
    this.#kernels.setPool(pool, threads, mayBlock(), spins);
    const start = { module, memory: this.#memory, pool, threads, spins };
    const helpers = new Helpers(
      start,
      () => {},
      () => {
        if (this.#helpers !== helpers) return;
        this.#helpers = undefined;
        this.#areLost = true; // a job may be under way in their pool
      },
    );
    this.#helpers = helpers;
  }

  #useAlone(): void {
    this.#kernels.setPool(this.#alone, 1, false, 0);
  }
}
