import type { KernelMemory } from './kernel-memory';

/**
 * Loads the compiled kernels, and takes memory for them.
 *
 * @param bytes - what will be taken of it
 * @param isWorthThreads - whether the work is long enough to start threads for it
 * @returns undefined where plain loops are to do it: no WebAssembly, or no memory here
 */
export async function loadKernelMemory(
  bytes: number,
  isWorthThreads: boolean,
): Promise<KernelMemory | undefined> {
  // A page's file may be there no more.
  const wasm = await import('./index').catch(() => undefined);
  return wasm?.KernelMemory.of(bytes, isWorthThreads ? wasm.threadsByThemselves() : 1);
}
