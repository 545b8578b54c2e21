import { setTimeout as pause } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { describe, expect, it } from 'vitest';
import { awaken, tensorOf, withThreads } from '../threads/thread-counts';
import { livingHelpers, watchHelpers } from './watched-helpers';

tf.enableProdMode();

interface Wasm {
  _malloc(bytes: number): number;
  _free(address: number): void;
  HEAPU8: Uint8Array;
}
const wasmOf = () => (tf.backend() as unknown as { wasm: Wasm }).wasm;

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(what());
    await pause(5);
  }
}

watchHelpers();

async function untilNoneIsLeft(): Promise<void> {
  await until(
    () => livingHelpers() === 0,
    () => `${livingHelpers()} threads`,
  );
}

describe('threads that share the work of the kernels', () => {
  it('give right results of many jobs, large and small, while the memory grows', async () => {
    await withThreads(3, async () => {
      const size = wasmOf().HEAPU8.length;
      const held: tf.Tensor[] = [];
      let state = 1;
      const random = (below: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        return (state >>> 8) % below;
      };
      for (let job = 0; job < 4000; job++) {
        const length = 1 + random(job % 10 === 0 ? 200_000 : 20_000);
        const x = tf.fill([length], job % 50);
        const y = tf.add(x, 1);
        const total = tf.sum(y); // whole numbers below 2^24, which float32 has as they are
        expect(total.dataSync()[0]).toBe(length * ((job % 50) + 1));
        tf.dispose([x, y, total]);
        if (job % 500 === 0) held.push(tf.zeros([wasmOf().HEAPU8.length / 16]));
        if (job % 200 === 0) await pause(0);
      }
      expect(wasmOf().HEAPU8.length).toBeGreaterThan(size);
      tf.dispose(held);
    });
  });

  it('every number of a result is computed once, whoever computes it', async () => {
    await withThreads(4, async () => {
      for (let round = 0; round < 200; round++) {
        const length = 1 + ((round * 7919) % 100_000);
        const x = tf.range(0, length);
        const y = tf.square(tf.add(x, round));
        const values = y.dataSync();
        let wrong = 0;
        for (let index = 0; index < length; index++)
          if (values[index] !== Math.fround(Math.fround(index + round) ** 2)) wrong++;
        expect(wrong).toBe(0);
        tf.dispose([x, y]);
      }
    });
  });

  it('restarted 100 times: no thread is left, and no memory', async () => {
    await withThreads(2, () => {});
    await untilNoneIsLeft();
    const wasm = wasmOf();
    const { _malloc: malloc, _free: free } = wasm;
    const held = new Set<number>();
    wasm._malloc = (bytes) => {
      const address = malloc(bytes);
      held.add(address);
      return address;
    };
    wasm._free = (address) => {
      held.delete(address);
      free(address);
    };
    const size = wasm.HEAPU8.length;
    for (let round = 0; round < 100; round++) {
      const threads = 1 + ((round * 3) % 4);
      const active = await useBackend('wasm', { threads });
      expect(active.threads).toBe(threads);
      const x = tf.ones([50_000]);
      const sum = tf.sum(x);
      expect(sum.dataSync()[0]).toBe(50_000);
      tf.dispose([x, sum]);
      active.restore();
      if (round % 10 === 0) await pause(1);
    }
    await until(
      () => livingHelpers() === 0 && held.size === 0,
      () => `${livingHelpers()} threads, ${held.size} blocks of memory`,
    );
    expect(wasm.HEAPU8.length).toBe(size);
    wasm._malloc = malloc;
    wasm._free = free;
  });

  it('their number can be changed while they are there', async () => {
    const active = await useBackend('wasm', { threads: 2 });
    await awaken(2);
    for (const threads of [4, 1, 3, 3, 1, 2]) {
      const next = await useBackend('wasm', { threads });
      expect(next.threads).toBe(threads);
      if (threads > 1) await awaken(threads);
      const sum = tf.sum(tensorOf([200_000]));
      expect(Number.isFinite(sum.dataSync()[0])).toBe(true);
      sum.dispose();
      next.restore();
    }
    active.restore();
    await untilNoneIsLeft();
  });
});
