import * as tf from '@tensorflow/tfjs-core';
import { NonFiniteError } from 'gan-core';
import { gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';

const ring = gaussianRing();

describeOnBackends('NaN in the data', (backend) => {
  it('ends the run with a NonFiniteError; the networks are as they were at the last report', async () => {
    let poisoned = false;
    const data: Sampler = {
      shape: [2],
      sample: (count, random) => (poisoned ? tf.fill([count, 2], Number.NaN) : ring.sample(count, random)),
    };
    const [generator, discriminator] = [perceptron(4, [16], 2)(), perceptron(2, [16], 1)()];
    const trainer = new Trainer({
      generator,
      discriminator,
      latent: normalLatent(4),
      generatorEma: { decay: 0.9 },
      backend,
    });
    const weights = async () =>
      Promise.all([...generator.getWeights(), ...discriminator.getWeights()].map((w) => w.data()));
    let atLastReport: unknown;
    const before = tf.memory().numTensors;
    const run = (async () => {
      for await (const report of trainer.run(data, { steps: 20, reportEvery: 5, batchSize: 16 })) {
        atLastReport = await weights();
        poisoned = report.step === 10;
      }
    })();
    const error = await run.catch((caught) => caught);
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(error.message).toMatch(
      /NaN or Infinity between steps 10 and 15, in .*the weights or what an optimizer keeps\. .* back as they were after step 10/,
    );
    expect([error.lastFiniteStep, trainer.step]).toEqual([10, 10]);
    expect(await weights()).toEqual(atLastReport);
    poisoned = false;
    const { outcome, reports } = await trainer.fit(data, { steps: 5, batchSize: 16 });
    expect(outcome).toEqual({ reason: 'completed', step: 15 });
    expect(reports.every(({ discriminatorLoss }) => Number.isFinite(discriminatorLoss))).toBe(true);
    const samples = await trainer.sample(4);
    expect([...(await samples.data())].every(Number.isFinite)).toBe(true);
    samples.dispose();
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([generator.getWeights(), discriminator.getWeights()]);
  });
});

describeOnBackends("NaN with tfjs's own Adam", (backend) => {
  it('is recovered from too: its moments are put back', async () => {
    let poisoned = false;
    const data: Sampler = {
      shape: [2],
      sample: (count, random) => (poisoned ? tf.fill([count, 2], Number.NaN) : ring.sample(count, random)),
    };
    const before = tf.memory().numTensors;
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: perceptron(2, [8], 1),
      latent: normalLatent(4),
      generatorOptimizer: tf.train.adam(1e-3, 0.5, 0.999, 1e-7),
      discriminatorOptimizer: tf.train.adam(1e-3, 0.5, 0.999, 1e-7),
      backend,
    });
    await trainer.fit(data, { steps: 5, batchSize: 8 });
    const tensors = tf.memory().numTensors;
    poisoned = true;
    await expect(trainer.fit(data, { steps: 3, batchSize: 8 })).rejects.toThrow(NonFiniteError);
    expect(tf.memory().numTensors).toBe(tensors);
    poisoned = false;
    const { reports } = await trainer.fit(data, { steps: 5, batchSize: 8 });
    expect(Number.isFinite(reports[0]!.generatorLoss)).toBe(true);
    trainer.dispose();
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2); // tfjs's Adam keeps two scalars an instance
  });
});

describeOnBackends('an error in the middle of a step', (backend) => {
  it('comes out as it is, leaks nothing, and leaves the trainer usable', async () => {
    let calls = 0;
    const discriminator = perceptron(2, [8], 1)();
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: {
        trainableWeights: discriminator.trainableWeights,
        apply(x, { training } = {}) {
          // The checks call it twice, each step three times: this is the second step's fake batch.
          if (++calls === 7) throw new Error('out of memory');
          return discriminator.apply(x, { training });
        },
      },
      latent: normalLatent(4),
      backend,
    });
    await trainer.ready();
    const before = tf.memory().numTensors;
    await expect(trainer.fit(ring, { steps: 5, batchSize: 8 })).rejects.toThrow('out of memory');
    expect(trainer.step).toBe(1);
    await expect(trainer.fit(ring, { steps: 4, batchSize: 8 })).resolves.toMatchObject({
      outcome: { step: 5 },
    });
    trainer.dispose();
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before);
  });
});
