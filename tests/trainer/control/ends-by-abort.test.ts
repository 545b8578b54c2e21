import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { adam, type Optimizer } from 'gan-core/optimizers';
import type { Callback } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';
import { batches, closingFails, forEver, pause, settled } from './ends-of-runs';

onCpu();

/** Aborts `fit` from a step, by a reason of its own. */
function abortingIn(step: number, ...callbacks: Callback[]) {
  const controller = new AbortController();
  const reason = new Error('enough');
  const abort: Callback = {
    name: 'abort',
    onStepEnd: (at) => {
      if (at === step) controller.abort(reason);
    },
  };
  return {
    reason,
    options: { steps: 1e6, reportEvery: 2, signal: controller.signal },
    callbacks: [abort, ...callbacks],
  };
}

describe("an abort comes through, by the signal's reason", () => {
  it.each([
    ['where the finally of the data waits', forEver],
    ['where the finally of the data throws: its error is the cause', closingFails],
  ])('%s', async (_, atTheEnd) => {
    const { reason, options, callbacks } = abortingIn(3);
    const result = await settled(newTrainer({ callbacks }).fit(batches(atTheEnd), options));
    expect(result).toMatchObject({ error: reason });
    expect(result.milliseconds).toBeLessThan(1500);
    if (atTheEnd === closingFails) expect(reason.cause).toMatchObject({ message: 'already closed' });
  });

  it.each(['onTrainBegin', 'onMeasure', 'onReport', 'onTrainEnd'] as const)(
    'where %s waits',
    async (hook) => {
      const ends: string[] = [];
      const controller = new AbortController();
      const reason = new Error('enough');
      const waiting = {
        name: 'waiting',
        [hook]: () => {
          setTimeout(() => controller.abort(reason), 20);
          return forEver();
        },
      };
      const end: Callback = { name: 'end', onTrainEnd: (outcome) => void ends.push(outcome.reason) };
      const trainer = newTrainer({ callbacks: [waiting, end] });
      const result = await settled(
        trainer.fit(ring, { steps: 4, reportEvery: 1, signal: controller.signal }),
      );
      expect(result).toMatchObject({ error: reason });
      expect(result.milliseconds).toBeLessThan(1500);
      expect(ends).toEqual([hook === 'onTrainEnd' ? 'completed' : 'aborted']);
      trainer.dispose();
    },
  );

  it.each(['save', 'restore'] as const)(
    "where an optimizer's %s waits; a state that comes later is freed",
    async (method) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const inner = adam();
      let answer = () => {};
      const waiting: Optimizer = {
        name: 'waiting',
        update: (weights, gradients) => inner.update(weights, gradients),
        save: () => inner.save(),
        restore: (state) => inner.restore(state),
        dispose: () => inner.dispose(),
        // From the second time on: first it is asked before the first step.
        [method]: (...state: [never]) => {
          if (method === 'save' && saved++ === 0) return inner.save();
          setTimeout(() => controller.abort(reason), 20);
          return new Promise((resolve) => {
            answer = () => resolve(inner[method](...state));
          });
        },
      };
      let saved = 0;
      const trainer = newTrainer({ discriminatorOptimizer: waiting });
      const bad = method === 'restore' ? [tf.fill([4, 2], Number.NaN)] : [tf.zeros([4, 2])];
      const result = await settled(trainer.fit(bad, { steps: 1, signal: controller.signal }));
      expect(result).toMatchObject({ error: reason });
      const before = tf.memory().numTensors;
      answer();
      await pause(20);
      expect(tf.memory().numTensors).toBeLessThanOrEqual(before);
      trainer.dispose();
      tf.dispose(bad);
    },
  );

  it('where the last hook of the run makes it', async () => {
    const controller = new AbortController();
    const reason = new Error('at last');
    const callback: Callback = { name: 'end', onTrainEnd: () => controller.abort(reason) };
    await expect(
      newTrainer({ callbacks: [callback] }).fit(ring, { steps: 1, signal: controller.signal }),
    ).rejects.toBe(reason);
  });

  it('while a measurement waits for its data; a batch that comes later is freed', async () => {
    const trainer = newTrainer();
    await trainer.ready();
    const before = tf.memory().numTensors;
    const slow = tfdata.generator(async function* () {
      await pause(60);
      yield tf.tensor1d([0, 1]);
    } as never);
    const measuring = trainer.measure(slow.batch(1) as never, { signal: AbortSignal.timeout(10) });
    await expect(measuring).rejects.toMatchObject({ name: 'TimeoutError' });
    await pause(120);
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
  });
});
