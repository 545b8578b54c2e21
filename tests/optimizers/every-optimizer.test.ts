import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { adam, adamW, cosineDecay, type LearningRateSchedule, type Optimizer } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { fixedGradients, networkOf, start, updateBy, valuesOf } from '../support/fixed-updates';
import { perceptron } from '../support/networks';

type MakeOptimizer = (learningRate: number | LearningRateSchedule) => Optimizer;

/** Each optimizer in each of its forms, and the names of the tensors that it remembers. */
const optimizers: readonly { name: string; make: MakeOptimizer; remembers: readonly string[] }[] = [
  { name: 'adam', make: (learningRate) => adam({ learningRate }), remembers: ['mean', 'square'] },
  {
    name: 'adamW',
    make: (learningRate) => adamW({ learningRate, weightDecay: 0.1 }),
    remembers: ['mean', 'square'],
  },
];

describeOnBackends('every optimizer', (backend) => {
  describe.each(optimizers)('$name', ({ make, remembers }) => {
    it.each([
      { name: 'a constant rate', rate: 0.01 },
      { name: 'a falling rate', rate: cosineDecay({ from: 0.01, steps: 8 }) },
    ])('goes back to a saved state, with $name, bit for bit', async ({ rate }) => {
      const optimizer = make(rate);
      const weights = networkOf();
      for (const gradient of fixedGradients.slice(0, 4)) updateBy(optimizer, weights, gradient);
      const state = await optimizer.save();
      expect(state.updates).toBe(4);
      expect(Object.keys(state.tensors).sort()).toEqual(remembers);
      const saved = await valuesOf(weights);
      for (const gradient of fixedGradients.slice(4)) updateBy(optimizer, weights, gradient);
      const expected = await valuesOf(weights);

      const again = networkOf(saved);
      await optimizer.restore(state);
      for (const gradient of fixedGradients.slice(4)) updateBy(optimizer, again, gradient);
      expect(await valuesOf(again)).toEqual(expected);

      const another = make(rate);
      const elsewhere = networkOf(saved);
      await another.restore(state);
      for (const gradient of fixedGradients.slice(4)) updateBy(another, elsewhere, gradient);
      expect(await valuesOf(elsewhere)).toEqual(expected);
      optimizer.dispose();
      another.dispose();
      tf.dispose([weights, again, elsewhere, state.tensors]);
    });

    it('leaks no tensor, with saving, restoring and a weight without a gradient', async () => {
      const before = tf.memory().numTensors;
      const weights = networkOf();
      const optimizer = make(0.01);
      const initial = await optimizer.save();
      for (const gradient of fixedGradients) updateBy(optimizer, weights, gradient);
      tf.tidy(() => optimizer.update(weights, [null, tf.onesLike(weights[1]!)]));
      const state = await optimizer.save();
      await optimizer.restore(initial);
      updateBy(optimizer, weights, fixedGradients[0]!);
      await optimizer.restore(state);
      tf.dispose([initial.tensors, state.tensors]);
      updateBy(optimizer, weights, fixedGradients[0]!);
      expect(tf.memory().numTensors).toBe(before + weights.length + remembers.length);
      optimizer.dispose();
      tf.dispose(weights);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('takes a missing gradient for 0', async () => {
      const [optimizer, other] = [make(0.01), make(0.01)];
      const [weights, others] = [networkOf(), networkOf()];
      updateBy(optimizer, weights, fixedGradients[0]!);
      updateBy(other, others, fixedGradients[0]!);
      tf.tidy(() => optimizer.update(weights, [tf.onesLike(weights[0]!), null]));
      tf.tidy(() => other.update(others, [tf.onesLike(others[0]!), tf.zerosLike(others[1]!)]));
      expect(await valuesOf(weights)).toEqual(await valuesOf(others));
      optimizer.dispose();
      other.dispose();
      tf.dispose([weights, others]);
    });

    it('asks its schedule before each update, stays at a rate of 0, and refuses a rate that is none', async () => {
      const rates = [0, -0.1, Number.NaN, 0.01];
      const asked: number[] = [];
      const optimizer = make((update) => {
        asked.push(update);
        return rates[asked.length - 1]!;
      });
      const weights = networkOf();
      const update = () => updateBy(optimizer, weights, fixedGradients[0]!);
      update();
      expect(update).toThrow(/^learningRate: gave a number \(-0.1\) for update 1; expected a finite number/);
      expect(update).toThrow(/^learningRate: gave a number \(NaN\) for update 1/);
      expect(await valuesOf(weights)).toEqual(start.map(Math.fround));
      update();
      expect(asked).toEqual([0, 1, 1, 1]);
      expect(await valuesOf(weights)).not.toEqual(start.map(Math.fround));
      optimizer.dispose();
      tf.dispose(weights);
    });

    it('refuses a state of another optimizer, and keeps its own', async () => {
      const optimizer = make(0.01);
      const weights = networkOf();
      updateBy(optimizer, weights, fixedGradients[0]!);
      const tensors = { foreign: tf.zeros([start.length]) };
      expect(() => optimizer.restore({ updates: 1, tensors })).toThrow(
        /^state: got the tensors foreign after 1 updates; expected /,
      );
      expect(() => optimizer.restore({ updates: 0, tensors })).toThrow(/; expected no tensors/);
      const state = await optimizer.save();
      expect([state.updates, Object.keys(state.tensors).length]).toEqual([1, remembers.length]);
      optimizer.dispose();
      tf.dispose([weights, state.tensors, tensors]);
    });

    it('trains both networks of a Trainer', async () => {
      const trainer = new Trainer({
        generator: perceptron(2, [8], 2),
        discriminator: perceptron(2, [8], 1),
        latent: normalLatent(2),
        generatorOptimizer: make(1e-3),
        discriminatorOptimizer: make(cosineDecay({ from: 1e-3, steps: 60 })),
        backend,
        seed: 5,
      });
      const { reports } = await trainer.fit(gaussianRing(), { steps: 60, batchSize: 32, reportEvery: 20 });
      const losses = reports.map(({ discriminatorLoss }) => discriminatorLoss);
      expect(losses).toHaveLength(3);
      expect(losses.at(-1)).toBeLessThan(losses[0]!);
      trainer.dispose();
    });
  });
});

describe.each(optimizers)('$name', ({ make }) => {
  it('refuses a learning rate that is none', () => {
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => make(rate)).toThrow(/^learningRate: got .*; expected a positive, finite number/);
  });
});

describe('an unknown setting', () => {
  it.each([
    [
      'adam',
      () => adam({ lr: 1 } as object),
      /^options: got the unknown key 'lr'; expected learningRate, beta1/,
    ],
    [
      'adamW',
      () => adamW({ decay: 1 } as object),
      /^options: got the unknown key 'decay'; expected learning/,
    ],
  ])('of %s is refused by name', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
