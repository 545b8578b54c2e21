import * as tf from '@tensorflow/tfjs-core';
import { normalLatent, type Sampler } from 'gan-core/distributions';
import {
  adam,
  adamW,
  cosineDecay,
  type LearningRateSchedule,
  type Optimizer,
  rmsProp,
  sgd,
} from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { fixedGradients, networkOf, start, updateBy, valuesOf } from '../support/fixed-updates';
import { perceptron } from '../support/networks';

type MakeOptimizer = (learningRate: number | LearningRateSchedule) => Optimizer;

/** Each optimizer in each of its forms, the names of the tensors that it remembers, and a rate that suits the game below. */
const optimizers: readonly {
  name: string;
  make: MakeOptimizer;
  remembers: readonly string[];
  rate: number;
}[] = [
  { name: 'adam', make: (learningRate) => adam({ learningRate }), remembers: ['mean', 'square'], rate: 0.01 },
  {
    name: 'adamW',
    make: (learningRate) => adamW({ learningRate, weightDecay: 0.1 }),
    remembers: ['mean', 'square'],
    rate: 0.01,
  },
  { name: 'rmsProp', make: (learningRate) => rmsProp({ learningRate }), remembers: ['square'], rate: 0.005 },
  {
    name: 'rmsProp with momentum, centered',
    make: (learningRate) => rmsProp({ learningRate, momentum: 0.5, centered: true }),
    remembers: ['mean', 'variance', 'velocity'],
    rate: 0.002,
  },
  { name: 'sgd', make: (learningRate) => sgd({ learningRate }), remembers: [], rate: 0.1 },
  {
    name: 'sgd with momentum',
    make: (learningRate) => sgd({ learningRate, momentum: 0.9, nesterov: true }),
    remembers: ['velocity'],
    rate: 0.01,
  },
];

/** N(3, 0.5²) in one dimension. */
const about3: Sampler = {
  shape: [1],
  sample: (count, random) =>
    tf.tensor2d(
      Array.from({ length: count }, () => 3 + 0.5 * random.normal()),
      [count, 1],
    ),
};

describeOnBackends('every optimizer', (backend) => {
  describe.each(optimizers)('$name', ({ make, remembers, rate }) => {
    it.each([
      { name: 'a constant rate', learningRate: 0.01 },
      { name: 'a falling rate', learningRate: cosineDecay({ from: 0.01, steps: 8 }) },
    ])('goes back to a saved state, with $name, bit for bit', async ({ learningRate }) => {
      const optimizer = make(learningRate);
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

      const another = make(learningRate);
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

    it('refuses gradients and weights that it would read beyond the end of', async () => {
      const optimizer = make(0.01);
      const weights = networkOf();
      const fresh = await valuesOf(weights);
      const [first, second] = [tf.onesLike(weights[0]!), tf.onesLike(weights[1]!)];
      const update = (network: tf.Variable[], gradients: (tf.Tensor | null)[]) => () =>
        tf.tidy(() => optimizer.update(network, gradients));
      expect(update(weights, [])).toThrow(/^gradients: got none; expected one for each weight/);
      expect(update(weights, [first])).toThrow(/^gradients: got \[2,3\]; .* null: \[2,3\], \[3\]/);
      expect(update(weights, [second, first])).toThrow(/^gradients: got \[3\], \[2,3\]/);
      expect(update(weights, [first, tf.ones([4])])).toThrow(/^gradients: got \[2,3\], \[4\]/);
      expect(await valuesOf(weights)).toEqual(fresh);

      update(weights, [first, null])();
      const others = networkOf();
      expect(update(others, [first, second])).toThrow(/^weights: got 2 with 9 numbers in all/);
      expect(update(weights.slice(0, 1), [first])).toThrow(/^weights: got 1 with 6 numbers in all/);
      const state = await optimizer.save();
      const another = make(0.01);
      await another.restore(state);
      if (remembers.length > 0)
        expect(() => tf.tidy(() => another.update(weights.slice(0, 1), [first]))).toThrow(/^weights: got 1/);
      tf.tidy(() => another.update(others, [first, second])); // a state serves a copy of its network
      optimizer.dispose();
      update(others, [first, second])();
      optimizer.dispose();
      another.dispose();
      tf.dispose([weights, others, first, second, state.tensors]);
    });

    it('trains both networks of a Trainer: G(z) = a·z + b comes more than half of the way to data about 3', async () => {
      const trainer = new Trainer({
        generator: perceptron(1, [], 1),
        discriminator: perceptron(1, [16], 1),
        latent: normalLatent(1),
        generatorOptimizer: make(rate),
        discriminatorOptimizer: make(cosineDecay({ from: rate, to: rate / 2, steps: 300 })),
        generatorEma: { decay: 0.98 }, // the game circles about its solution
        backend,
        seed: 5,
      });
      await trainer.fit(about3, { steps: 300, batchSize: 32 });
      const samples = await trainer.sample(1000, { seed: 1 });
      const values = [...(await samples.data())];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean - 3)).toBeLessThan(1.5);
      samples.dispose();
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
    [
      'rmsProp',
      () => rmsProp({ centred: true } as object),
      /^options: got the unknown key 'centred'; .*, centered/,
    ],
    [
      'sgd',
      () => sgd({ lr: 1 } as object),
      /^options: got the unknown key 'lr'; expected learningRate, momentum/,
    ],
  ])('of %s is refused by name', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
