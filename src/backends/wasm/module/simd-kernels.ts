import { BackendError } from '../../../errors';
import { inflate } from './inflate';
import type { SimdKernels } from './kernel-exports';
import { kernelsBinary } from './kernels-binary';
import type { WasmBackend } from './wasm-kernel';

let compiled: WebAssembly.Module | undefined;
const instances = new WeakMap<WasmBackend, SimdKernels>();

/**
 * Compiles the kernels, once.
 *
 * @throws BackendError where the engine has no SIMD: nothing else in the module can be refused
 */
export async function compileSimdKernels(): Promise<void> {
  if (compiled) return;
  const bytes = Uint8Array.from(atob(kernelsBinary), (character) => character.charCodeAt(0));
  try {
    compiled = await WebAssembly.compile(inflate(bytes));
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw cause;
    throw new BackendError('wasm', "this engine's WebAssembly has no SIMD; use 'cpu'.", { cause });
  }
}

/**
 * The compiled kernels, over the memory of one backend.
 *
 * @throws BackendError where threads share that memory
 */
export function simdKernels(backend: WasmBackend): SimdKernels {
  const known = instances.get(backend);
  if (known) return known;
  try {
    const { memory } = backend.wasm.asm;
    const { exports } = new WebAssembly.Instance(compiled!, { env: { memory } });
    const kernels = exports as unknown as SimdKernels;
    instances.set(backend, kernels);
    return kernels;
  } catch (cause) {
    throw new BackendError(
      'wasm',
      "tfjs started it with threads, in memory that gan-core's kernels can't share. Call useBackend('wasm') before tfjs starts it.",
      { cause },
    );
  }
}

/** Address of the tensor's values in wasm's memory. An address stays right while the memory grows; a view of it doesn't. */
export function addressOf(tensor: { dataId: object }, backend: WasmBackend): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/**
 * Lends memory for the duration of `work`, aligned to what a cache line is: kernels run a third slower without. Where there is
 * none left, malloc throws: see guard-memory.ts.
 */
export function withWorkspace(backend: WasmBackend, bytes: number, work: (address: number) => void): void {
  const lineSize = 64;
  const address = backend.wasm._malloc(bytes + lineSize) >>> 0;
  try {
    work(Math.ceil(address / lineSize) * lineSize);
  } finally {
    backend.wasm._free(address);
  }
}
