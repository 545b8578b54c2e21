import type { KernelConfig } from '@tensorflow/tfjs-core';
import { BackendError } from '../../../errors';
import { threadPool } from './simd-kernels';
import type { WasmBackend } from './wasm-kernel';

/** Addresses have 32 bits: malloc takes a larger number for what its lower 32 bits say. */
const ADDRESSES = 2 ** 32;

/** Throws where no memory is left: a kernel that went on would write its result over everything at address 0. */
function refuseMemory(bytes: number): never {
  throw new BackendError(
    'wasm',
    `has no memory for ${Math.ceil(bytes / 1e6)} MB more: WebAssembly's ends at 4 GB. Dispose of tensors (tf.memory() counts them), take smaller batches, or another backend.`,
  );
}

/** The data that the kernels which run, one within the other, made so far. */
const madeByKernels: object[] = [];
let runningKernels = 0;

/**
 * Checks every allocation of wasm backends on which the kernels run, tfjs's own too: where none can be had a BackendError
 * comes, nothing is written, and a kernel that failed half-way gives back what it made.
 *
 * @param kernels - gan-core's kernels
 * @param first - the backend that runs now
 * @returns the kernels, guarded, and the way back for the backends
 */
export function guardMemory(
  kernels: readonly KernelConfig[],
  first: WasmBackend,
): { readonly kernels: KernelConfig[]; undo(): void } {
  const guarded = new WeakSet<WasmBackend>();
  const undoings: (() => void)[] = [];
  // A backend that was removed and started anew comes without the guard.
  const guard = (backend: WasmBackend) => {
    if (guarded.has(backend)) return;
    guarded.add(backend);
    undoings.push(guardBackend(backend));
  };
  guard(first);
  return {
    kernels: kernels.map((kernel) => ({
      ...kernel,
      kernelFunc(call) {
        const backend = call.backend as WasmBackend;
        guard(backend);
        const before = madeByKernels.length;
        runningKernels++;
        try {
          // Another backend's data come over at their first use, and views of the memory, which may grow for them, are then stale.
          for (const input of Object.values(call.inputs)) if (input) backend.dataIdMap.get(input.dataId);
          return kernel.kernelFunc(call);
        } catch (error) {
          for (const dataId of madeByKernels.splice(before)) backend.disposeData(dataId, true);
          throw threadPool(backend).explain(error);
        } finally {
          if (--runningKernels === 0) while (madeByKernels.length > 0) madeByKernels.pop();
        }
      },
    })),
    undo() {
      for (const undoing of undoings.splice(0)) undoing();
    },
  };
}

/** Gives the backend's own methods a check, as properties of its object; taking them away gives the originals back. */
function guardBackend(backend: WasmBackend): () => void {
  const { wasm } = backend;
  wasm._free(wasm._malloc(1)); // the first call of Emscripten's malloc puts another in its place
  const { _malloc: malloc } = wasm;
  wasm._malloc = (bytes) => {
    const address = bytes < ADDRESSES ? malloc(bytes) : 0;
    if (address === 0 && bytes > 0) refuseMemory(bytes);
    return address;
  };
  const { makeOutput } = backend;
  backend.makeOutput = (...output) => {
    const info = makeOutput.apply(backend, output);
    if (runningKernels > 0) madeByKernels.push(info.dataId);
    return info;
  };
  return () => {
    wasm._malloc = malloc;
    delete (backend as Partial<WasmBackend>).makeOutput; // the class has it
  };
}
