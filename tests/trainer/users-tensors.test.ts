import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from 'gan-core';
import type { TrainableModel } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from './small-trainer';

onCpu();

describe('what is disposed of in mid-run is named', () => {
  it('the tensor of all samples', async () => {
    const data = ring.sample(64, createRandom(1));
    const trainer = newTrainer({ callbacks: [{ name: 'slip', onStepEnd: () => data.dispose() }] });
    await expect(trainer.fit(data, { steps: 5 })).rejects.toThrow(/^data: was disposed of/);
  });

  it('a batch that was looked at before the first step', async () => {
    const batch = ring.sample(8, createRandom(1));
    const trainer = newTrainer({ callbacks: [{ name: 'slip', onTrainBegin: () => batch.dispose() }] });
    await expect(trainer.fit([batch], { steps: 5 })).rejects.toThrow(
      /^data: gave a batch that was disposed of/,
    );
  });

  it.each(['generator', 'discriminator'] as const)('the weights of the %s', async (role) => {
    const models = { generator: perceptron(2, [4], 2)(), discriminator: perceptron(2, [4], 1)() };
    const trainer = newTrainer({
      ...models,
      callbacks: [
        { name: 'slip', onStepEnd: (step: number) => step === 2 && models[role].dispose() } as never,
      ],
    });
    const error = await trainer.fit(ring, { steps: 5 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toMatchObject({
      argument: role,
      message: expect.stringMatching(/weights that were disposed of/),
    });
    await expect(trainer.fit(ring, { steps: 5 })).rejects.toThrow(new RegExp(`^${role}: `));
  });

  it('noise that was given to sample', async () => {
    const latent = tf.ones([3, 2]);
    latent.dispose();
    await expect(newTrainer().sample(3, { latent })).rejects.toThrow(
      /^latent: gave noise that was disposed of/,
    );
  });
});

describe("what is the user's stays the user's", () => {
  it('noise that an identity gives back', async () => {
    const weight = tf.variable(tf.ones([2]));
    const generator: TrainableModel = {
      trainableWeights: [weight],
      apply: (x, { training } = {}) => (training ? tf.mul(x, weight) : x),
    };
    const fixed = tf.ones([3, 2]);
    const trainer = newTrainer({ generator, latent: { shape: [2], sample: () => fixed } });
    for (const options of [{ latent: fixed }, {}]) {
      const samples = await trainer.sample(3, options);
      expect([...(await samples.data())]).toEqual([1, 1, 1, 1, 1, 1]);
      samples.dispose();
    }
    expect(fixed.isDisposed).toBe(false);
  });

  it('a scalar that a penalty keeps and gives in every step', async () => {
    const constant = tf.keep(tf.scalar(0.5));
    const variable = tf.variable(tf.scalar(0.25));
    const trainer = newTrainer({
      penalties: [
        { name: 'constant', every: 1, compute: () => constant },
        { name: 'variable', every: 1, compute: () => variable as never },
      ],
    });
    const { reports } = await trainer.fit(ring, { steps: 4, reportEvery: 2 });
    expect(reports.at(-1)!.penalties).toEqual({ constant: 0.5, variable: 0.25 });
    trainer.dispose();
    expect([constant.isDisposed, variable.isDisposed]).toEqual([false, false]);
  });
});
