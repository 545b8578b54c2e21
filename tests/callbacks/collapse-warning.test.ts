import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { type CollapseFinding, collapseWarning } from 'gan-core/callbacks';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { minimaxLoss, wassersteinLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { perceptron } from '../support/networks';
import { newTrainer } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const ring = gaussianRing();
const rates = (generator: number, discriminator: number) => ({
  generatorOptimizer: adam({ learningRate: generator, beta1: 0.9 }),
  discriminatorOptimizer: adam({ learningRate: discriminator, beta1: 0.9 }),
});

/** Trains on eight modes until something is found, or for so many steps. */
async function findings(steps: number, options: Partial<TrainerOptions>) {
  const found: CollapseFinding[] = [];
  const watch = collapseWarning({ every: 100, patience: 2, onFinding: (finding) => found.push(finding) });
  const stop = {
    name: 'stop',
    onReport: (_: object, trainer: { stop(): void }) => void (found[0] && trainer.stop()),
  };
  const trainer = new Trainer({
    generator: perceptron(2, [32, 32], 2),
    discriminator: perceptron(2, [32, 32], 1),
    latent: normalLatent(2),
    seed: 1,
    callbacks: [watch, stop],
    ...options,
  });
  await trainer.fit(ring, { steps, reportEvery: 50 });
  trainer.dispose();
  expect(watch.findings).toEqual(found);
  return found;
}

describe('collapseWarning', () => {
  it('finds that a G that learns too fast has lost the modes', async () => {
    const [finding] = await findings(1500, rates(1e-2, 2e-3));
    expect(finding).toMatchObject({ kind: 'mode-collapse' });
    expect(finding!.numbers.share).toBeGreaterThan(0.5);
    expect(finding!.numbers.lowestShare).toBeLessThan(0.2);
  });

  it('finds that a D that knows everything leaves a minimax G without a gradient', async () => {
    const [finding] = await findings(1000, { ...rates(1e-6, 1e-2), loss: minimaxLoss() });
    expect(finding).toMatchObject({ kind: 'vanishing-gradient' });
    const { realScore, fakeScore, discriminatorLoss } = finding!.numbers;
    expect(realScore).toBeGreaterThan(0.99);
    expect(fakeScore).toBeLessThan(0.01);
    expect(Math.abs(discriminatorLoss!)).toBeLessThan(0.05);
    expect(finding!.message).toMatch(
      /^Vanishing gradient: in 2 reports in a row .*\(D\(x\) = [\d.]+, .* Try a smaller learning rate for D/,
    );
  });

  it('finds nothing where training is well', async () => {
    expect(await findings(500, rates(1e-3, 1e-3))).toEqual([]);
  });

  it('takes the scores of a Wasserstein critic, which are no probabilities, for nothing', async () => {
    expect(await findings(300, { ...rates(1e-5, 1e-2), loss: wassersteinLoss() })).toEqual([]);
  });

  it('sees a game whose G shrinks to a point, and says so on the console', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const game = newGame({
      callbacks: [collapseWarning({ every: 5, patience: 2 })],
      updates: [
        {
          name: 'g',
          trains: ['g'],
          optimizer: adam({ learningRate: 0.05 }),
          loss: ({ networks: { g }, random }: never) =>
            tf.mean(tf.square((g as (z: tf.Tensor) => tf.Tensor)(normalLatent(4).sample(16, random)))),
        },
      ],
    });
    await game.fit(ring, { steps: 100, reportEvery: 5, batchSize: 4 });
    game.dispose();
    const messages = warned.mock.calls.map(([message]) => String(message));
    expect(
      messages.filter((message) => /^gan-core: Mode collapse: \d+ % of the pairs/.test(message)),
    ).toHaveLength(1);
    warned.mockRestore();
  });
});

describe('collapseWarning in a run', () => {
  it('changes nothing in training, and leaves no tensors', async () => {
    const reportsOf = async (callbacks: TrainerOptions['callbacks'] & object) => {
      const before = tf.memory().numTensors;
      const trainer = newTrainer({ callbacks });
      const { reports } = await trainer.fit(ring, { steps: 6, reportEvery: 2, batchSize: 4 });
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(before);
      return reports.map(({ seconds, ...others }) => others);
    };
    expect(await reportsOf([collapseWarning({ every: 2 })])).toEqual(await reportsOf([]));
  });

  it('compares samples of the same conditions', async () => {
    const conditional = (outputs: number) => () => {
      const model = sequential({ layers: [layers.dense({ units: outputs, inputShape: [2] })] });
      const { apply } = model;
      model.apply = ((inputs: tf.Tensor, kwargs: { condition?: tf.Tensor }) => {
        if (kwargs?.condition) conditions.push(Array.from(kwargs.condition.dataSync()));
        return apply.call(model, inputs, kwargs);
      }) as typeof apply;
      return model;
    };
    const conditions: number[][] = [];
    const labels = Array.from({ length: 32 }, (_, row) => row);
    const data = { real: ring.sample(32, createRandom(1)), condition: tf.tensor1d(labels) };
    const callbacks = [collapseWarning({ samples: 16, every: 1000 })];
    const trainer = newTrainer({ generator: conditional(2), discriminator: conditional(1), callbacks });
    await trainer.fit(data, { steps: 1, batchSize: 4 });
    expect(conditions).toContainEqual(labels.filter((label) => label % 2 === 0));
    trainer.dispose();
    tf.dispose([data.real, data.condition]);
  });

  it('refuses data that it can’t look at, and samples of another size, before the first step', async () => {
    const run = { steps: 1, batchSize: 4 };
    const batches = {
      *[Symbol.iterator]() {
        for (;;) yield tf.ones([4, 2]);
      },
    };
    const trainer = newTrainer({ callbacks: [collapseWarning()] });
    await expect(trainer.fit(batches, run)).rejects.toThrow(
      /^data: collapseWarning got none; expected real samples/,
    );
    trainer.dispose();
    const data = tf.ones([20, 3]);
    const other = newTrainer({ callbacks: [collapseWarning({ data })] });
    await expect(other.fit(batches, run)).rejects.toThrow(
      "data: has samples of 3 values, the trainer's have 2",
    );
    expect(other.step).toBe(0);
    other.dispose();
    data.dispose();
  });
});
