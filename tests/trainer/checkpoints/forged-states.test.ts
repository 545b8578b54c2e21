import * as tf from '@tensorflow/tfjs-core';
import { decodeCheckpoint, encodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
import { createRandom, gaussianRing } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { options } from './small-game';

onCpu();

const run = { reportEvery: 5, batchSize: 4 } as const;
const rows = () => gaussianRing().sample(18, createRandom(1));

describe('forged states are refused before anything is assigned', () => {
  it.each<[string, (state: Record<string, object>) => object]>([
    ['a step that is none', (state) => ({ ...state, progress: { ...state.progress, step: 'x' } })],
    ['another step than the file', (state) => ({ ...state, step: 3 })],
    [
      'counts that are none',
      (state) => ({ ...state, progress: { ...state.progress, counts: { generator: -1 } } }),
    ],
    ['a place of no kind', (state) => ({ ...state, data: { kind: 5, random: {} } })],
    ['a place beyond the rows', (state) => ({ ...state, data: { ...state.data, taken: 1e15 } })],
    ['reports that are none', (state) => ({ ...state, reports: [null] })],
    [
      'a batch too large to be made',
      (state) => ({ ...state, batch: { real: { shape: [1e6, 1e6], dtype: 'float32' } } }),
    ],
    ['a batch of no shape', (state) => ({ ...state, batch: 'x' })],
  ])('%s', async (_, change) => {
    const [first, store] = [new Trainer(options()), memoryStore()];
    await first.fit(rows(), { until: 5, ...run });
    await first.save(store);
    const contents = await decodeCheckpoint((await store.read('latest'))!);
    const forged = memoryStore();
    await forged.write(
      await encodeCheckpoint({ ...contents, state: change(contents.state as never) as never }),
    );
    const trainer = new Trainer(options());
    await trainer.ready();
    const before = tf.memory().numTensors;
    await expect(trainer.restore(forged)).rejects.toMatchObject({ code: 'ERR_CHECKPOINT' });
    expect([trainer.step, tf.memory().numTensors]).toEqual([0, before]);
  });
});
