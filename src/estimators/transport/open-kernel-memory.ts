import type { SampleMatrix } from '../samples/samples';
import type { KernelMemory } from '../wasm/kernel-memory';
import { loadKernelMemory } from '../wasm/load-kernel-memory';
import { softMinimaBytes } from './kernel-soft-minima';

/** Pairs of samples from which on the kernels are faster than plain loops, with all that they have to load. */
const WORTH_KERNELS = 20_000;
/** Pairs from which on it is worth starting threads: an estimate of so many takes a third of a second alone. */
const WORTH_THREADS = 1_000_000;

/**
 * Takes memory for the compiled kernels, for all transports among the samples of two distributions and parts of them.
 *
 * @param p - samples
 * @param q - samples of as many dimensions
 * @returns undefined where plain loops are to do it: few samples, or no WebAssembly or no memory here
 */
export async function openKernelMemory(p: SampleMatrix, q: SampleMatrix): Promise<KernelMemory | undefined> {
  const pairs = p.count * q.count;
  if (pairs < WORTH_KERNELS) return undefined;
  const larger = p.count > q.count ? p : q;
  return loadKernelMemory(softMinimaBytes(larger, larger), pairs >= WORTH_THREADS);
}
