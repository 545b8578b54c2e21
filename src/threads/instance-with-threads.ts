/**
 * An instance, in the thread that asks, of kernels that use thread-pool.ts in assembly.
 *
 * @param module - the kernels, compiled for the kind of memory that this is
 */
export function instanceWithThreads<Kernels>(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  // As in helper-thread.ts, whose script can import nothing. The memory's buffer is another one once it has grown.
  const sleep = (word: number, seen: number, milliseconds: number) =>
    void Atomics.wait(new Int32Array(memory.buffer), word >>> 2, seen, milliseconds);
  const now = () => performance.now();
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    'thread-pool': { sleep },
    'active-threads': { now },
  });
  return exports as Kernels;
}
