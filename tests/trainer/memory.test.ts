import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { expect, it, vi } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

const ring = gaussianRing();

describeOnBackends('the Trainer', (backend) => {
  const newTrainer = () =>
    new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: perceptron(2, [16], 1),
      latent: normalLatent(4),
      generatorEma: { decay: 0.99 },
      discriminatorSteps: 2,
      backend,
    });

  it('keeps the same number of tensors over 60 steps, and none after dispose', async () => {
    const atFirst = tf.memory().numTensors;
    const trainer = newTrainer();
    const counts: number[] = [];
    const bytes: number[] = [];
    for await (const _ of trainer.run(ring, { steps: 60, reportEvery: 6, batchSize: 16 })) {
      (await trainer.sample(3)).dispose();
      counts.push(tf.memory().numTensors);
      bytes.push(tf.memory().numBytes);
    }
    expect(new Set(counts).size).toBe(1);
    expect(new Set(bytes).size).toBe(1);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(atFirst);
  });

  it('reads nothing back from the backend in a step, and once in a report', async () => {
    const trainer = newTrainer();
    await trainer.fit(ring, { steps: 1, batchSize: 16 });
    const engine = tf.engine();
    const reads = [vi.spyOn(engine, 'read'), vi.spyOn(engine, 'readSync')];
    await trainer.fit(ring, { steps: 20, reportEvery: 100, batchSize: 16 });
    expect(reads.map((read) => read.mock.calls.length)).toEqual([1, 0]);
    vi.restoreAllMocks();
    trainer.dispose();
  });
});
