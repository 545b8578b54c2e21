import { Worker } from 'node:worker_threads';

/** The other side: answers each number with the next, until told to stop. */
const script = `
const { workerData } = require('node:worker_threads');
const words = new Int32Array(workerData);
for (let expected = 1; ; expected += 2) {
  let seen = Atomics.load(words, 0);
  while (seen !== expected && seen !== -1) seen = Atomics.load(words, 0);
  if (seen === -1) break;
  Atomics.store(words, 0, expected + 1);
}
`;

/** Nanoseconds that a number takes from one core to another, by 20,000 turns of two threads; the median of some tries. */
export async function coreLatency(tries = 5): Promise<number> {
  const memory = new SharedArrayBuffer(4);
  const words = new Int32Array(memory);
  const worker = new Worker(script, { eval: true, workerData: memory });
  const turns = 20_000;
  let next = 1;
  const passOn = (count: number) => {
    for (let turn = 0; turn < count; turn++, next += 2) {
      Atomics.store(words, 0, next);
      while (Atomics.load(words, 0) !== next + 1);
    }
  };
  passOn(turns); // until both are compiled
  const results = Array.from({ length: tries }, () => {
    const start = performance.now();
    passOn(turns);
    return ((performance.now() - start) * 1e6) / (2 * turns);
  });
  Atomics.store(words, 0, -1);
  await worker.terminate();
  return results.sort((a, b) => a - b)[tries >> 1]!;
}
