import type { SimdKernels } from './kernel-exports';
import { kernelsBinary } from './kernels-binary';
import type { WasmBackend } from './wasm-kernel';

let compiled: WebAssembly.Module | undefined;
const instances = new WeakMap<WasmBackend, SimdKernels>();

/** Compiles the kernels, once. Where the engine has no SIMD they stay away, and slower ones serve. */
export async function compileSimdKernels(): Promise<void> {
  if (compiled) return;
  const bytes = Uint8Array.from(atob(kernelsBinary), (character) => character.charCodeAt(0));
  compiled = await WebAssembly.compile(bytes).catch(() => undefined);
}

/** The kernels over the backend's memory, or undefined where they can't run: without SIMD, or in memory that threads share. */
export function simdKernels(backend: WasmBackend): SimdKernels | undefined {
  let kernels = instances.get(backend);
  if (!kernels && compiled) {
    try {
      const { memory } = backend.wasm.asm;
      const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
      kernels = exports as unknown as SimdKernels;
      instances.set(backend, kernels);
    } catch {
      return undefined;
    }
  }
  return kernels;
}

/** Where the tensor's values lie. An address stays right while the memory grows; a view of it doesn't. */
export function addressOf(tensor: { dataId: object }, backend: WasmBackend): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/**
 * Lends memory for the duration of `work`, aligned to what a cache line is: kernels run a third slower without. Where there is
 * none left, malloc throws: see guarded-memory.ts.
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
