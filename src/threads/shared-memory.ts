/** Pages of 64 kB that make a gigabyte. */
export const pagesPerGigabyte = 16_384;

/** Whether a memory is shared by threads. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}

/** Whether a memory of at most so many pages can be shared: in Node, and in pages that are cross-origin isolated. */
export function canShareMemory(maximum: number): boolean {
  const { crossOriginIsolated = true } = globalThis as { crossOriginIsolated?: boolean };
  if (!crossOriginIsolated) return false; // some engines have the memory, but don't let it be posted to a worker
  try {
    return isShared(new WebAssembly.Memory({ initial: 1, maximum, shared: true }));
  } catch {
    return false;
  }
}
