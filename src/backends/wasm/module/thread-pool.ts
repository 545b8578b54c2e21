import { BackendError } from '../../../errors';
import { Helpers, isShared, mayBlock, spinsBeforeSleep } from '../../../threads';
import type { SimdKernels } from './kernel-exports';
import type { WasmBackend } from './wasm-kernel';

const lineBytes = 64;

/** Threads that share the work of one backend's kernels. */
export class ThreadPool {
  readonly #backend: WasmBackend;
  readonly #kernels: SimdKernels;
  readonly #module: WebAssembly.Module;
  /** Address of the pool that the kernels use where there are no helpers. */
  readonly #alone: number;
  #helpers: Helpers | undefined;

  /**
   * A pool of the thread that asks; `resize` adds helpers.
   *
   * @param module - what helpers run; `kernels` is this thread's instance of it
   * @throws BackendError where no memory is left
   */
  constructor(backend: WasmBackend, kernels: SimdKernels, module: WebAssembly.Module) {
    this.#backend = backend;
    this.#kernels = kernels;
    this.#module = module;
    this.#alone = this.#allocate(1).address;
    this.#useAlone();
  }

  /** Threads that share the work now, the one that asks among them. */
  get threads(): number {
    return 1 + (this.#helpers?.count ?? 0);
  }

  /**
   * Has so many threads share the work; one, where threads can't share the backend's memory.
   *
   * @param cores - how many the machine has
   */
  resize(threads: number, cores: number): void {
    const { memory } = this.#backend.wasm.asm;
    const wanted = isShared(memory) ? threads : 1;
    if (wanted === this.threads) return;
    this.#helpers?.dismiss();
    this.#useAlone();
    if (wanted === 1) return;
    const { address, free } = this.#allocate(wanted);
    const spins = spinsBeforeSleep(wanted, cores);
    this.#kernels.setPool(address, wanted, mayBlock(), spins);
    const start = { module: this.#module, memory, pool: address, threads: wanted, spins };
    const helpers = new Helpers(start, free, (cause) => {
      if (this.#helpers === helpers) this.#useAlone();
      console.warn(
        `gan-core: wasm computes with one thread from now on: others couldn't be started, or were ended (${cause.message}). threads: 1 asks for no others.`,
      );
    });
    this.#helpers = helpers;
    // tfjs removes a backend by this method, and tells nobody else.
    this.#backend.dispose = () => {
      helpers.dismiss();
      this.#useAlone();
      this.#backend.dispose();
    };
  }

  /**
   * Says what it means where WebAssembly itself stopped a kernel while helpers were there: one of them failed, or was ended in the
   * middle of its part. They are all ended, since the memory that they write to may be another tensor's by now.
   */
  explain(error: unknown): unknown {
    if (!this.#helpers || !(error instanceof WebAssembly.RuntimeError)) return error;
    this.#helpers.end();
    this.#useAlone();
    return new BackendError(
      'wasm',
      "one of its threads failed or was ended while it computed; that result is lost. From now on one thread computes; useBackend('wasm') starts others.",
      { cause: error },
    );
  }

  #useAlone(): void {
    this.#helpers = undefined;
    delete (this.#backend as Partial<WasmBackend>).dispose; // the class has it
    this.#kernels.setPool(this.#alone, 1, false, 0);
  }

  /** Memory for a pool: zeros, aligned to a cache line. */
  #allocate(threads: number): { readonly address: number; free(): void } {
    const { wasm } = this.#backend;
    const bytes = this.#kernels.poolBytes(threads) + lineBytes;
    const block = wasm._malloc(bytes) >>> 0;
    new Uint8Array(wasm.asm.memory.buffer, block, bytes).fill(0);
    return { address: Math.ceil(block / lineBytes) * lineBytes, free: () => wasm._free(block) };
  }
}
