import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect } from 'vitest';
import { simdKernels } from '../../../../src/backends/wasm/module/simd-kernels';

const drawn = new Map<string, Float32Array>();

/** Numbers in [−1, 1), the same each time; without tfjs, so that they don't depend on what is tested. */
function numbers(length: number, seed: number): Float32Array {
  const key = `${length} ${seed}`;
  const known = drawn.get(key);
  if (known) return known;
  let state = 2_654_435_761 * seed;
  const values = Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
  drawn.set(key, values);
  return values;
}

/** Tensors of such numbers, on the backend that is set, until the work with so many threads is done. */
const tensors = new Map<string, tf.Tensor>();

/** Such numbers as a tensor, which is made once: an operation is then all that there is to compute. */
export function tensorOf(shape: readonly number[], seed = 1): tf.Tensor {
  const key = `${shape} ${seed}`;
  const tensor =
    tensors.get(key) ?? tf.keep(tf.tensor(numbers(tf.util.sizeFromShape([...shape]), seed), [...shape]));
  tensors.set(key, tensor);
  return tensor;
}

/** Chunks that each helper of the running backend has computed; they are numbered from 1. */
export function tallies(threads: number): number[] {
  const kernels = simdKernels(tf.backend() as never);
  return Array.from({ length: threads - 1 }, (_, index) => kernels.tallyOf(index + 1));
}

/**
 * Has helpers compute until each has done so: late ones cost nothing, so that a test would find one thread only. Those that sleep are
 * awake then, for a while.
 */
export async function awaken(threads: number): Promise<void> {
  const before = tallies(threads);
  const deadline = Date.now() + 30_000;
  const x = tensorOf([1 << 18]);
  while (tallies(threads).some((tally, index) => tally === before[index])) {
    if (Date.now() > deadline) throw new Error(`the helpers computed ${before}, then ${tallies(threads)}`);
    tf.square(x).dispose();
    await pause(0);
  }
}

/** Does a piece of work with so many threads, all of them at work. */
export async function withThreads<T>(threads: number, work: () => T | Promise<T>): Promise<T> {
  const active = await useBackend('wasm', { threads });
  expect(active.threads).toBe(threads);
  try {
    await awaken(threads);
    return await work();
  } finally {
    tf.dispose([...tensors.values()]);
    tensors.clear();
    active.restore();
  }
}

/** An operation's results as what says whether they are the same to the bit, and how many chunks of them helpers computed. */
function hashOf(
  compute: () => tf.Tensor | tf.Tensor[],
  threads: number,
): { hash: string; byHelpers: number } {
  tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20))); // rubbish in freed memory
  const hash = createHash('sha256');
  const long = tensorOf([1 << 16]);
  for (let time = 0; time < 4; time++) tf.square(long).dispose(); // wakes helpers: short operations don't
  const before = sum(tallies(threads));
  const results = tf.tidy(compute);
  const byHelpers = sum(tallies(threads)) - before;
  for (const tensor of [results].flat()) {
    const values = tensor.dataSync();
    expect(values.some((value) => value !== 0)).toBe(true);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  tf.dispose(results);
  return { hash: hash.digest('hex'), byHelpers };
}

/** Operations by what they are called, each of tensors of its own. */
export type Operations = Readonly<Record<string, () => tf.Tensor | tf.Tensor[]>>;

/** Runs of an operation that helpers shall take part in, and runs at most: some are over before any looks, some never shared. */
const [wantedRuns, mostRuns] = [3, 12];
/** Rounds at most, until helpers took part in any operation: on a busy machine they may not get to it. */
const mostRounds = 50;

/**
 * Has 1, 2, 3 and 4 threads compute each operation, and demands the same bits. Helpers must have taken part in some of them: in
 * which ones is chance.
 */
export async function expectSameBits(operations: Operations): Promise<void> {
  const truth = await withThreads(1, () =>
    Object.fromEntries(Object.entries(operations).map(([name, compute]) => [name, hashOf(compute, 1).hash])),
  );
  /** Whether a helper took part. */
  const isShared = (name: string, threads: number) => {
    let runsWithHelpers = 0;
    for (let run = 0; run < mostRuns && runsWithHelpers < wantedRuns; run++) {
      const { hash, byHelpers } = hashOf(operations[name]!, threads);
      expect(hash, `${name}, ${threads} threads`).toBe(truth[name]);
      if (byHelpers > 0) runsWithHelpers++;
    }
    return runsWithHelpers > 0;
  };
  for (const threads of [2, 3, 4]) {
    await withThreads(threads, async () => {
      let shared = 0;
      for (let round = 0; round < mostRounds && shared === 0; round++) {
        await awaken(threads);
        shared = Object.keys(operations).filter((name) => isShared(name, threads)).length;
      }
      expect(shared).toBeGreaterThan(0);
    });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
