import { setTimeout as pause } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { threadPool } from '../../../../src/backends/wasm/module/simd-kernels';
import { awaken, tensorOf, withThreads } from '../threads/thread-counts';
import {
  hasFailed,
  livingHelpers,
  offerBogusJob,
  startedHelpers,
  watchHelpers,
  withHelpersThat,
} from './watched-helpers';

tf.enableProdMode();

watchHelpers();
afterEach(() => vi.restoreAllMocks());

/** The bytes of squares that all threads compute. */
const squares = () => {
  const result = tf.square(tensorOf([300_000]));
  const { buffer, byteOffset, byteLength } = result.dataSync();
  result.dispose();
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
};

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it never came to be');
    await pause(5);
  }
}

const lost = {
  name: 'BackendError',
  code: 'ERR_BACKEND',
  message: expect.stringMatching(
    /^Backend 'wasm': one of its threads failed or was ended while it computed; that result is lost/,
  ),
};

/** After a loss was told: one thread computes right, none of the others is left, and new ones can be had. */
async function expectRecovery(expected: string): Promise<void> {
  const started = startedHelpers.length;
  expect(squares()).toBe(expected);
  await until(() => livingHelpers() === 0);
  expect(squares()).toBe(expected);
  const active = await useBackend('wasm', { threads: 2 });
  expect(active.threads).toBe(2);
  await awaken(2);
  expect(startedHelpers).toHaveLength(started + 1);
  expect(squares()).toBe(expected);
  active.restore();
}

/** Wakes whoever waits for it, about every 20 µs. */
const wakesForEver = `
  const own = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    Atomics.wait(own, 0, 0, 0.02);
    Atomics.notify(words, 32);
  }`;

describe('helpers that are lost', () => {
  it('while they are idle: the others go on, at last one thread alone, with a warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await withThreads(3, async () => {
      const [first, second] = startedHelpers.slice(-2);
      const expected = squares();
      await first!.worker.terminate();
      for (let round = 0; round < 20; round++) expect(squares()).toBe(expected);
      expect(warn).not.toHaveBeenCalled();
      await second!.worker.terminate();
      await until(() => warn.mock.calls.length > 0);
      expect(warn.mock.calls[0]![0]).toMatch(/^gan-core: wasm computes with one thread.*it was ended/);
      await expectRecovery(expected);
    });
  });

  it('by a trap: a BackendError at once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await withThreads(3, async () => {
      const expected = await withThreads(1, squares);
      const active = await useBackend('wasm', { threads: 3 });
      await awaken(3);
      offerBogusJob();
      await until(hasFailed);
      expect(squares).toThrow(expect.objectContaining(lost));
      await expectRecovery(expected);
      expect(warn).not.toHaveBeenCalled(); // the error has told it
      active.restore();
    });
  });

  it('by a failure in the middle of a chunk: a BackendError at once', async () => {
    const expected = await withThreads(1, squares);
    await withHelpersThat("throw new Error('a failure');", async () => {
      const active = await useBackend('wasm', { threads: 2 });
      await expectLoss();
      active.restore();
    });
    await withThreads(1, () => expectRecovery(expected));
  });

  // Whoever waits sleeps 10 ms at a time, for 30 seconds; to be woken early makes that short.
  it('without a word in the middle of a chunk: a BackendError once patience is at its end', async () => {
    const expected = await withThreads(1, squares);
    await withHelpersThat(wakesForEver, async () => {
      const active = await useBackend('wasm', { threads: 2 });
      await expectLoss();
      active.restore();
    });
    await withThreads(1, () => expectRecovery(expected));
  });
});

it('a failure before they have started: none of them comes later', async () => {
  const expected = await withThreads(1, squares);
  const active = await useBackend('wasm', { threads: 3 });
  const started = startedHelpers.length;
  const pool = threadPool(tf.backend() as never);
  expect(pool.explain(new Error('another'))).toMatchObject({ message: 'another' });
  expect(pool.explain(new WebAssembly.RuntimeError('unreachable'))).toMatchObject(lost);
  await until(() => startedHelpers.length === started + 2);
  await withThreads(1, () => expectRecovery(expected));
  active.restore();
});

/** Computes until a helper has taken a part of it. */
async function expectLoss(): Promise<void> {
  let error: unknown;
  await until(() => {
    try {
      squares();
      return false;
    } catch (caught) {
      error = caught;
      return true;
    }
  });
  expect(error).toMatchObject(lost);
}
