import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { afterAll, beforeAll } from 'vitest';
import type { HelperStart } from '../../../../src/threads/helper-thread';

const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker };

interface StartedHelper {
  readonly worker: Worker;
  readonly start: HelperStart;
}

/** Helpers that were started since `watchHelpers`. */
export const startedHelpers: StartedHelper[] = [];

/** What changes the script of helpers that are started from now on. */
let changeScript = (script: string): string => script;

/** Until the tests of the file are over, tells of helpers in Node as they are started. */
export function watchHelpers(): void {
  const { Worker: original } = threads;
  beforeAll(() => {
    threads.Worker = class extends original {
      constructor(source: string, options: WorkerOptions) {
        super(changeScript(source), options);
        startedHelpers.push({ worker: this, start: options.workerData as HelperStart });
      }
    };
    syncBuiltinESMExports();
  });
  afterAll(() => {
    threads.Worker = original;
    syncBuiltinESMExports();
  });
}

/** Those that haven't ended. */
export function livingHelpers(): number {
  return startedHelpers.filter(({ worker }) => worker.threadId !== -1).length;
}

/** Places in the pool, as thread-pool.ts in src/threads/assembly has them, in words of 32 bits. */
const [numberWord, failedWord, seatsWord, kindWord] = [1, 18, 19, 48];

/** Offers a job that no helper knows, of one chunk so that one of them takes it, to the pool that was made last. */
export function offerBogusJob(): void {
  const { memory, pool } = startedHelpers.at(-1)!.start;
  const words = new Int32Array(memory.buffer, pool, 64);
  const job = new BigInt64Array(memory.buffer, pool, 1);
  words[kindWord] = 9999;
  Atomics.store(words, seatsWord, 1);
  Atomics.store(job, 0, (((Atomics.load(job, 0) >> 32n) + 1n) << 32n) | 1n);
  Atomics.notify(words, numberWord);
}

/** Whether a helper of the pool that was made last has told that it failed. */
export function hasFailed(): boolean {
  const { memory, pool } = startedHelpers.at(-1)!.start;
  return Atomics.load(new Int32Array(memory.buffer, pool, 64), failedWord) === 1;
}

/**
 * Has helpers that are started during a piece of work take one chunk of a job, as the compiled ones do, and then do something else
 * than compute it.
 *
 * @param instead - what they do, in JavaScript
 */
export async function withHelpersThat(instead: string, work: () => Promise<void>): Promise<void> {
  const served = 'exports.serve(number);';
  const takesOne = `
    const jobs = new BigInt64Array(memory.buffer, pool);
    const words = new Int32Array(memory.buffer, pool);
    for (let isTaken = false; !isTaken; ) {
      const job = Atomics.load(jobs, 0);
      const chunks = Number(job & 0xffffffffn);
      const [first, end] = [number, number + 1].map((owner) => Math.floor((chunks * owner) / threads));
      const place = (512 + 64 * number) / 8;
      const seen = Atomics.load(jobs, place);
      const left = BigInt(end - first - 1);
      if (left < 0n || seen >> 32n >= job >> 32n) continue;
      isTaken = Atomics.compareExchange(jobs, place, seen, ((job >> 32n) << 32n) | left) === seen;
    }
    ${instead}`;
  changeScript = (script) => {
    if (!script.includes(served)) throw new Error(`the script has no ${served}`);
    return script.replace(served, takesOne);
  };
  try {
    await work();
  } finally {
    changeScript = (script) => script;
  }
}
