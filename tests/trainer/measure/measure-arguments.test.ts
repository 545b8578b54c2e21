import * as tf from '@tensorflow/tfjs-core';
import { createRandom, measureDivergence, normalLatent, Trainer } from 'gan-core';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { shifting, shiftTrainer } from './shift-trainer';

describeOnBackends('measuring', () => {
  it('refuses what it cannot use, before any step', async () => {
    const trainer = shiftTrainer(0);
    await expect(trainer.measure(normalLatent(1), { by: 'jsd' as never })).rejects.toThrow(
      /^by: got the string 'jsd'; expected 'jensen-shannon', 'kl',/,
    );
    await expect(trainer.measure(normalLatent(1), { samples: 0 })).rejects.toThrow(/^samples: got 0/);
    await expect(
      trainer.measure(normalLatent(1), { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
    trainer.dispose();
    const measuring = new Trainer({
      generator: () => shifting(0),
      discriminator: perceptron(1, [4], 1),
      latent: normalLatent(1),
      callbacks: [measureDivergence()],
    });
    const rows = normalLatent(1).sample(8, createRandom(0));
    await expect(measuring.fit(rows, { steps: 1 })).rejects.toThrow(/^data: measureDivergence got none/);
    expect(measuring.step).toBe(0);
    rows.dispose();
    measuring.dispose();
  });

  it('refuses data, features and estimates of other kinds by their names, and leaves no tensor', async () => {
    const trainer = shiftTrainer(0);
    await trainer.ready();
    const rows = normalLatent(1).sample(100, createRandom(0));
    const wide = tf.zeros([100, 2]);
    const gone = tf.zeros([100, 1]);
    gone.dispose();
    const tensors = tf.memory().numTensors;
    const refused = async (data: unknown, options: object, message: RegExp) => {
      await expect(trainer.measure(data as tf.Tensor, options)).rejects.toThrow(message);
    };
    await refused([rows, wide], {}, /^data: gave samples of shape \[2\] after samples of shape \[1\]/);
    await refused([1, 2], {}, /^data: gave .* as a batch/);
    await refused([rows, gone], {}, /^data: gave a batch that was disposed of/);
    await refused(gone, {}, /^data: was disposed of/);
    await refused(wide, {}, /^data: gave samples of 2 values where the generator's have 1/);
    await refused({ sample: () => rows }, {}, /^data: has undefined as shape/);
    await refused({ shape: [1], sample: () => undefined }, {}, /^data: gave undefined as a batch/);
    await refused(rows, { features: () => gone }, /^features: gave a disposed tensor/);
    await refused(rows, { features: () => tf.zeros([100, 0]) }, /^features: gave .* for 100 samples/);
    await refused(rows, { confidence: 95 }, /^confidence: got 95;/);
    await refused(rows, { samples: 19 }, /^samples: got 19; expected a whole number, at least 20/);
    await refused(rows, [], /^options: got /);
    for (const nothing of [undefined, null, 5, {}, { value: Number.NaN }])
      await refused(rows, { by: async () => nothing }, /^by: gave .*expected an estimate/);
    expect(tf.memory().numTensors).toBe(tensors);
    tf.dispose([rows, wide]);
    trainer.dispose();
  });

  it('refuses more samples than memory has room for: of a sampler before the first draw', async () => {
    const trainer = shiftTrainer(0);
    let drawn = 0;
    const sampler = {
      shape: [1],
      sample: (count: number) => {
        drawn += count;
        return tf.zeros([count, 1]);
      },
    };
    const message = /^samples: asks for \d+ values; expected at most 268,435,456/;
    await expect(trainer.measure(sampler, { samples: 2 ** 28 + 1 })).rejects.toThrow(message);
    expect(drawn).toBe(0);
    const wide = { features: (x: tf.Tensor) => tf.tile(x, [1, 1000]), samples: 300_000 };
    await expect(trainer.measure(sampler, wide)).rejects.toThrow(message);
    expect(drawn).toBeLessThanOrEqual(1000);
    // At most so many: a tensor has no more than it has.
    const rows = normalLatent(1).sample(30, createRandom(2));
    const { sampleSizes } = await trainer.measure(rows, { by: 'energy', samples: 2 ** 40 });
    expect(sampleSizes.p).toBe(30);
    rows.dispose();
    trainer.dispose();
  });

  it('as a callback, refuses what it could not measure with before the run', () => {
    expect(() => measureDivergence({ confidence: 95 })).toThrow(/^confidence: got 95;/);
    expect(() => measureDivergence({ data: 5 as never })).toThrow(/^data: got a number/);
    const once = (function* () {
      yield tf.zeros([1, 1]);
    })();
    expect(() => measureDivergence({ data: once })).toThrow(/^data: is an iterator/);
  });
});
