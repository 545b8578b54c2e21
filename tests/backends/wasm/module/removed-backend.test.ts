import { setTimeout as pause } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';
import { withThreads } from '../threads/thread-counts';
import { livingHelpers, startedHelpers, watchHelpers } from './watched-helpers';

watchHelpers();

async function untilThereAre(helpers: number): Promise<void> {
  for (const deadline = Date.now() + 30_000; livingHelpers() !== helpers; await pause(5))
    if (Date.now() > deadline) throw new Error(`${livingHelpers()} threads`);
}

it('a backend that is removed leaves no thread behind, and the next one has its own', async () => {
  const active = await useBackend('wasm', { threads: 3 });
  await untilThereAre(2);
  const factory = tf.findBackendFactory('wasm');
  const removed = tf.backend();
  tf.removeBackend('wasm');
  await untilThereAre(0);
  expect(Object.hasOwn(removed, 'dispose')).toBe(false);
  active.restore();
  tf.registerBackend('wasm', factory);
  await withThreads(2, () => {
    expect(tf.backend()).not.toBe(removed);
    expect(livingHelpers()).toBe(1);
  });
  await untilThereAre(0);
  expect(startedHelpers).toHaveLength(3);
});
