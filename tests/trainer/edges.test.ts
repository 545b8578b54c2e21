import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { ArgumentError, createRandom } from 'gan-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { type TrainableModel, Trainer, type TrainerOptions } from 'gan-core/trainer';
import { beforeAll, describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';

tf.enableProdMode();
beforeAll(() => tf.setBackend('cpu'));

const ring = gaussianRing();
const make = (more: Partial<TrainerOptions> = {}) =>
  new Trainer({
    generator: perceptron(2, [4], 2),
    discriminator: perceptron(2, [4], 1),
    latent: normalLatent(2),
    ...more,
  });

describe('what is disposed of in mid-run is named', () => {
  it('the tensor of all samples', async () => {
    const data = ring.sample(64, createRandom(1));
    const trainer = make({ callbacks: [{ name: 'slip', onStepEnd: () => data.dispose() }] });
    await expect(trainer.fit(data, { steps: 5 })).rejects.toThrow(/^data: was disposed of/);
  });

  it('a batch that was looked at before the first step', async () => {
    const batch = ring.sample(8, createRandom(1));
    const trainer = make({ callbacks: [{ name: 'slip', onTrainBegin: () => batch.dispose() }] });
    await expect(trainer.fit([batch], { steps: 5 })).rejects.toThrow(
      /^data: gave a batch that was disposed of/,
    );
  });

  it.each(['generator', 'discriminator'] as const)('the weights of the %s', async (role) => {
    const models = { generator: perceptron(2, [4], 2)(), discriminator: perceptron(2, [4], 1)() };
    const trainer = make({
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
    await expect(make().sample(3, { latent })).rejects.toThrow(/^latent: gave noise that was disposed of/);
  });
});

describe('data of a known form that are malformed are refused before the first step', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'a sample that is no function',
      { sample: 5, shape: [2] },
      /^data: has a number \(5\) as sample; expected a function/,
    ],
    [
      'an iterator that is no function',
      { iterator: null },
      /^data: has null as iterator; expected a function/,
    ],
    ['an iterator without next', { iterator: async () => ({}) }, /^data: gave an empty object to iterate/],
    ['no iterator', { [Symbol.iterator]: () => undefined }, /^data: gave undefined to iterate/],
    [
      'an async iterator that is no function',
      { [Symbol.asyncIterator]: 3 },
      /as Symbol\(Symbol.asyncIterator\)/,
    ],
    [
      'a next that gives nothing',
      { [Symbol.iterator]: () => ({ next() {} }) },
      /^data: its iterator's next\(\) gave undefined/,
    ],
    [
      'samples by a promise',
      { shape: [2], sample: async () => tf.ones([4, 2]) },
      /^data: gave a promise as a batch/,
    ],
  ])('%s', async (_, data, message) => {
    const trainer = make();
    for (const use of [trainer.fit(data as never, { steps: 1 }), trainer.measure(data as never)]) {
      const error = await use.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ArgumentError);
      expect((error as Error).message).toMatch(message);
    }
  });

  it('a dataset of samples with labels: what it made is disposed of', async () => {
    const trainer = make();
    await trainer.ready();
    const before = tf.memory().numTensors;
    const data = () =>
      tfdata
        .array([
          { xs: [1, 2], ys: [1] },
          { xs: [3, 4], ys: [0] },
        ])
        .batch(2) as never;
    await expect(trainer.fit(data(), { steps: 1 })).rejects.toThrow(
      /^data: gave an object with xs, ys as a batch/,
    );
    await expect(trainer.measure(data())).rejects.toThrow(/^data: gave an object with xs, ys as a batch/);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('refused before the first step', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('weights that are %s', async (bad) => {
    const trainer = make();
    const discriminator = (await trainer.ready()).discriminator as ReturnType<ReturnType<typeof perceptron>>;
    discriminator.setWeights(discriminator.getWeights().map((weight) => tf.fill(weight.shape, bad)));
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: has weights that are NaN or inf/,
    );
    expect(trainer.step).toBe(0);
  });

  it('but not weights that are large', async () => {
    const trainer = make();
    const discriminator = (await trainer.ready()).discriminator as ReturnType<ReturnType<typeof perceptron>>;
    // Their sum is above the largest float32, 3.4e38.
    discriminator.setWeights(discriminator.getWeights().map((weight) => tf.fill(weight.shape, 3e38)));
    const error = await trainer.fit(ring, { steps: 1 }).catch((caught: Error) => caught);
    expect(error).not.toBeInstanceOf(ArgumentError);
  });

  it.each([{ name: 'x' }, null, 5])('a reading that is none: %j', async (divergence) => {
    const trainer = make({ loss: { ...nonSaturatingLoss(), divergence } as never });
    await expect(trainer.fit(ring, { steps: 100 })).rejects.toThrow(
      /^loss\.divergence: got .*fromDiscriminatorLoss/,
    );
    expect(trainer.step).toBe(0);
  });

  it.each<[string, object, RegExp]>([
    ['an optimizer without save', { generatorOptimizer: { update() {} } }, /^generatorOptimizer: got/],
    [
      'a penalty whose dispose is none',
      { penalties: [{ name: 'p', every: 1, compute() {}, dispose: 3 }] },
      /^penalties\[0\]\.dispose: got a number \(3\); expected a function, or nothing/,
    ],
  ])('%s', (_, change, message) => {
    expect(() => make(change as never)).toThrow(message);
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
    const trainer = make({ generator, latent: { shape: [2], sample: () => fixed } });
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
    const trainer = make({
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

describe('packing', () => {
  it("gives no reading: D's loss then tells of packs, which are further apart than their samples", async () => {
    // gaussianJensenShannon of N(0, 1) and N(1, 1) is 0.111; that of packs of four of them 0.337.
    const readings = [];
    for (const packing of [1, 4]) {
      const trainer = make({ packing, discriminator: perceptron(2 * packing, [4], 1) });
      const { reports } = await trainer.fit(ring, { steps: 2, batchSize: 8 });
      readings.push(reports[0]!.divergence?.name);
      trainer.dispose();
    }
    expect(readings).toEqual(['Jensen–Shannon', undefined]);
  });
});
