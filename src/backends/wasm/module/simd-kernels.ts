import { BackendError } from '../../../errors';
import { inflatedBinary, instanceWithThreads, isShared, withOwnMemory } from '../../../threads';
import type { SimdKernels } from './kernel-exports';
import { kernelsBinary } from './kernels-binary';
import { ThreadPool } from './thread-pool';
import type { WasmBackend } from './wasm-kernel';

/** The kernels for memory that threads share, and for memory of one thread. */
let compiled: { readonly shared: WebAssembly.Module; readonly own: WebAssembly.Module } | undefined;
const instances = new WeakMap<WasmBackend, { readonly kernels: SimdKernels; readonly pool: ThreadPool }>();

/**
 * Compiles the kernels, once.
 *
 * @throws BackendError where the engine has no SIMD: nothing else in the module can be refused
 */
export async function compileSimdKernels(): Promise<void> {
  if (compiled) return;
  const binary = await inflatedBinary(kernelsBinary);
  try {
    const shared = WebAssembly.compile(binary);
    compiled = { shared: await shared, own: await WebAssembly.compile(withOwnMemory(binary)) };
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw cause;
    throw new BackendError('wasm', "this engine's WebAssembly has no SIMD; use 'cpu'.", { cause });
  }
}

/**
 * The compiled kernels, over the memory of one backend.
 *
 * @throws BackendError where tfjs itself started the backend with threads: its memory can't be reached then
 */
export function simdKernels(backend: WasmBackend): SimdKernels {
  return (instances.get(backend) ?? instantiate(backend)).kernels;
}

/** The threads that share the work of the backend's kernels. */
export function threadPool(backend: WasmBackend): ThreadPool {
  return (instances.get(backend) ?? instantiate(backend)).pool;
}

function instantiate(backend: WasmBackend) {
  const memory = backend.wasm.asm.memory as WebAssembly.Memory | undefined;
  if (!memory) {
    throw new BackendError(
      'wasm',
      "tfjs started it with threads of its own, in memory that gan-core's kernels can't share. Call useBackend('wasm') before tfjs starts it.",
    );
  }
  const module = isShared(memory) ? compiled!.shared : compiled!.own;
  const kernels = instanceWithThreads<SimdKernels>(module, memory);
  const instance = { kernels, pool: new ThreadPool(backend, kernels, module) };
  instances.set(backend, instance);
  return instance;
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
  if (bytes === 0) {
    work(0);
    return;
  }
  const lineSize = 64;
  const address = backend.wasm._malloc(bytes + lineSize) >>> 0;
  try {
    work(Math.ceil(address / lineSize) * lineSize);
  } finally {
    backend.wasm._free(address);
  }
}
