import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';
import { batches, forEver, pause, settled } from './ends-of-runs';

onCpu();
// The first steps of a process take longest: the tests below give a run 50 ms.
beforeAll(async () => {
  const trainer = newTrainer();
  await trainer.fit(ring, { steps: 2 });
  trainer.dispose();
});

describe('a run that gets no further', () => {
  const relu = () => tf.getGradient('Relu');
  const isPatched = () => Object.hasOwn(tf.engine(), 'addTapeNode');
  const silent = { [Symbol.asyncIterator]: () => ({ next: forEver }) };

  it('since its data never answer: stop() ends it, before the first batch and later', async () => {
    const trainer = newTrainer();
    const first = trainer.fit(silent, { steps: 5 });
    trainer.stop();
    expect(await settled(first)).toMatchObject({
      value: { reports: [], outcome: { reason: 'stopped', step: 0 } },
    });
    async function* two() {
      yield ring.sample(4, createRandom(0));
      yield ring.sample(4, createRandom(1));
      await forEver();
    }
    const second = trainer.fit(two(), { steps: 5 });
    await pause(50);
    trainer.stop();
    const result = await settled(second);
    expect(result).toMatchObject({
      value: { outcome: { reason: 'stopped', step: 2 }, reports: [{ step: 2 }] },
    });
    await trainer.fit(ring, { steps: 1 });
    trainer.dispose();
  });

  it('since nobody goes on with it: stop() puts everything back, and the next run can begin', async () => {
    const [before, trainer] = [relu(), newTrainer()];
    const run = trainer.run(ring, { steps: 50, reportEvery: 10 });
    await run.next();
    expect(isPatched()).toBe(true);
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: is running/);
    trainer.stop();
    expect([isPatched(), relu()]).toEqual([false, before]);
    await trainer.fit(ring, { steps: 1 });
    await expect(run.next()).resolves.toMatchObject({ done: true, value: { reason: 'stopped' } });
    trainer.dispose();
  });

  it('since nobody goes on with it: it can be disposed of, and an abort puts everything back', async () => {
    const before = tf.memory().numTensors;
    const trainer = newTrainer();
    await trainer.run(ring, { steps: 50, reportEvery: 10 }).next();
    trainer.dispose();
    expect(isPatched()).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
    const controller = new AbortController();
    const second = newTrainer();
    const run = second.run(ring, { steps: 50, reportEvery: 10, signal: controller.signal });
    await run.next();
    controller.abort();
    expect(isPatched()).toBe(false);
    await expect(run.next()).rejects.toBe(controller.signal.reason);
    second.dispose();
  });

  it.each(['onTrainBegin', 'onReport', 'onTrainEnd'])(
    'since its %s never answers: return() ends it, and so does dispose() after stop()',
    async (hook) => {
      for (const how of ['return', 'dispose']) {
        const before = tf.memory().numTensors;
        const trainer = newTrainer({ callbacks: [{ name: 'waiting', [hook]: forEver }] });
        const run = trainer.run(ring, { steps: 2, reportEvery: 1 });
        const next = (async () => {
          for (;;) if ((await run.next()).done) return;
        })();
        await pause(60);
        if (how === 'return')
          expect(await settled(run.return({ reason: 'stopped', step: 0 }))).toHaveProperty('value');
        else {
          trainer.stop();
          trainer.dispose();
        }
        expect(await settled(next)).toHaveProperty('value');
        expect(isPatched()).toBe(false);
        if (how === 'return') trainer.dispose();
        expect(tf.memory().numTensors).toBe(before);
      }
    },
  );

  it("since the data's return() waits: `break` ends it all the same", async () => {
    const trainer = newTrainer();
    const loop = (async () => {
      for await (const _ of trainer.run(batches(forEver), { steps: 50, reportEvery: 1 })) break;
    })();
    expect(await settled(loop)).toHaveProperty('value');
    trainer.dispose();
  });

  it('is waited for where the data close slowly', async () => {
    let closed = false;
    const slowly = async () => {
      await pause(400);
      closed = true;
    };
    await newTrainer().fit(batches(slowly), { steps: 2 });
    expect(closed).toBe(true);
  });
});
