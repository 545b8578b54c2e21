import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';
import { pause } from './ends-of-runs';

onCpu();

describe('dispose', () => {
  it('while ready() is under way: nothing stays, and ready() says so', async () => {
    const before = tf.memory().numTensors;
    for (const use of ['ready', 'sample', 'measure'] as const) {
      const trainer = newTrainer();
      const result =
        use === 'sample' ? trainer.sample(1) : use === 'measure' ? trainer.measure(ring) : trainer.ready();
      const again = trainer.ready();
      trainer.dispose();
      // Both at once: whichever is rejected first would have nobody who listens.
      for (const refused of [result, again].map((each) =>
        expect(each).rejects.toThrow(/^trainer: was disposed of/),
      ))
        await refused;
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('right after stop(): the run ends as stopped, and all is freed at its end', async () => {
    const before = tf.memory().numTensors;
    for (const milliseconds of [0, 30]) {
      const trainer = newTrainer();
      const run = trainer.fit(ring, { steps: 1e6 });
      if (milliseconds) await pause(milliseconds);
      trainer.stop();
      trainer.dispose();
      await expect(run).resolves.toMatchObject({ outcome: { reason: 'stopped' } });
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it("where a model's, an optimizer's and a penalty's own dispose throw: all else is freed, then the first error", async () => {
    const before = tf.memory().numTensors;
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    const penalty = { name: 'mine', every: 1, compute: () => tf.scalar(0), dispose: fail('the penalty') };
    const optimizer = {
      name: 'still',
      update() {},
      save: () => ({ updates: 0, tensors: {} }),
      restore() {},
      dispose: fail('the optimizer'),
    };
    const trainer = newTrainer({ terms: [penalty], generatorOptimizer: optimizer });
    await trainer.fit(ring, { steps: 2 });
    (await trainer.ready()).generator.dispose?.();
    let error: unknown;
    try {
      trainer.dispose();
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ message: 'the penalty', cause: { message: 'the optimizer' } });
    expect((error as { cause: { cause: Error } }).cause.cause.message).toMatch(/already disposed/);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => trainer.dispose()).not.toThrow();
  });
});
