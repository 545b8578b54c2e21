import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import {
  adam,
  type Optimizer,
  sgd,
  withGradientAccumulation,
  withGradientClipping,
} from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { fixedGradients, networkOf, updateBy, valuesOf, weightsAfter } from '../support/fixed-updates';
import { perceptron } from '../support/networks';

/** The means of three gradients each. */
const means = [0, 3, 6].map((first) =>
  fixedGradients[0]!.map(
    (_, index) => [0, 1, 2].reduce((sum, n) => sum + fixedGradients[first + n]![index]!, 0) / 3,
  ),
);

describeOnBackends('gradient accumulation', (backend) => {
  it.each([
    ['sgd', () => sgd({ learningRate: 0.1, momentum: 0.5 })],
    ['adam', () => adam({ learningRate: 0.01 })],
  ] as const)('makes the updates of %s by the means of n gradients', async (_, make) => {
    const expected = await weightsAfter(make(), means);
    const values = await weightsAfter(withGradientAccumulation(make(), 3)); // ten gradients: one waits at the end
    for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index]!, 5);
  });

  it('is the optimizer itself for n = 1, bit for bit', async () => {
    expect(await weightsAfter(withGradientAccumulation(adam(), 1))).toEqual(await weightsAfter(adam()));
  });

  it('holds the weights still between the updates', async () => {
    const weights = networkOf();
    const optimizer = withGradientAccumulation(sgd(), 3);
    const first = await valuesOf(weights);
    updateBy(optimizer, weights, fixedGradients[0]!);
    updateBy(optimizer, weights, fixedGradients[1]!);
    expect(await valuesOf(weights)).toEqual(first);
    updateBy(optimizer, weights, fixedGradients[2]!);
    expect(await valuesOf(weights)).not.toEqual(first);
    optimizer.dispose();
    tf.dispose(weights);
  });

  it.each([
    ['ours', () => adam(), true],
    ['tfjs’s, whose state comes by a promise', () => tf.train.adam(0.01), false],
  ] as const)(
    'goes back to a saved state in the middle of its sum, bit for bit: %s',
    async (_, make, atOnce) => {
      for (const calls of [3, 4, 5]) {
        const optimizer = withGradientAccumulation(make() as Optimizer, 3);
        const weights = networkOf();
        for (const gradient of fixedGradients.slice(0, calls)) updateBy(optimizer, weights, gradient);
        const saving = optimizer.save();
        expect(saving instanceof Promise).toBe(!atOnce); // the Trainer saves before each step what saves at once
        const state = await saving;
        expect(state.updates).toBe(calls);
        const saved = await valuesOf(weights);
        const go = async () => {
          for (const gradient of fixedGradients.slice(calls)) updateBy(optimizer, weights, gradient);
          return valuesOf(weights);
        };
        const expected = await go();
        await optimizer.restore(state);
        tf.tidy(() => {
          weights[0]!.assign(tf.tensor2d(saved.slice(0, 6), [2, 3]));
          weights[1]!.assign(tf.tensor1d(saved.slice(6)));
        });
        expect(await go()).toEqual(expected);
        optimizer.dispose();
        tf.dispose([weights, state.tensors]);
      }
    },
  );

  it('takes a missing gradient for 0 in its mean, and one that is missing in all calls for none', async () => {
    const given: (tf.Tensor | null)[][] = [];
    const spy: Optimizer = {
      name: 'spy',
      update: (_, gradients) => void given.push(gradients.map((each) => each && tf.keep(tf.clone(each)))),
      save: () => ({ updates: 0, tensors: {} }),
      restore: () => {},
      dispose: () => {},
    };
    const weights = [0, 1, 2].map(() => tf.tidy(() => tf.variable(tf.zeros([1]))));
    const optimizer = withGradientAccumulation(spy, 2);
    tf.tidy(() => optimizer.update(weights, [tf.tensor1d([4]), null, null]));
    tf.tidy(() => optimizer.update(weights, [null, tf.tensor1d([6]), null]));
    const [update] = given as [tf.Tensor[]];
    expect([await update[0]!.data(), await update[1]!.data()]).toEqual([
      new Float32Array([2]),
      new Float32Array([3]),
    ]);
    expect([given.length, update[2]]).toEqual([1, null]);
    optimizer.dispose();
    tf.dispose([weights, update[0]!, update[1]!]);
  });

  it('leaks nothing, with saving, restoring and disposing in the middle', async () => {
    const before = tf.memory();
    const weights = networkOf();
    const optimizer = withGradientAccumulation(withGradientClipping(adam(), { maxNorm: 1 }), 3);
    for (const gradient of fixedGradients.slice(0, 5)) updateBy(optimizer, weights, gradient);
    const state = await optimizer.save();
    await optimizer.restore(state);
    updateBy(optimizer, weights, fixedGradients[6]!);
    updateBy(optimizer, weights, fixedGradients[7]!);
    await optimizer.restore(state);
    optimizer.dispose();
    tf.dispose([weights, state.tensors]);
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });

  it('refuses other weights than those of its sums, and a state of another optimizer', async () => {
    const optimizer = withGradientAccumulation(sgd(), 2);
    const weights = networkOf();
    updateBy(optimizer, weights, fixedGradients[0]!);
    const other = tf.tidy(() => tf.variable(tf.zeros([4])));
    expect(() => tf.tidy(() => optimizer.update([other], [tf.zeros([4])]))).toThrow(
      /^weights: got 1 of other shapes/,
    );
    const tensors = { foreign: tf.zeros([9]) };
    expect(() => optimizer.restore({ updates: 1, tensors })).toThrow(/^state: holds the tensor 'foreign'/);
    expect(() => optimizer.restore({ updates: 2, tensors: { 'gradientSum/0': tensors.foreign } })).toThrow(
      /^state: holds the tensor 'gradientSum\/0', 0 calls after an update/,
    );
    updateBy(optimizer, weights, fixedGradients[1]!); // its own sum is still there
    optimizer.dispose();
    tf.dispose([weights, other, tensors]);
  });

  it('trains in a Trainer: two batches of 8 a step of D’s optimizer, and two runs are one', async () => {
    const train = async (parts: readonly number[]) => {
      const before = tf.memory().numTensors;
      const trainer = new Trainer({
        generator: perceptron(2, [4], 2),
        discriminator: perceptron(2, [4], 1),
        latent: normalLatent(2),
        discriminatorOptimizer: withGradientAccumulation(adam(), 3),
        backend,
        seed: 3,
      });
      for (const steps of parts) await trainer.fit(gaussianRing(), { steps, batchSize: 8 });
      const samples = await trainer.sample(4, { seed: 1 });
      const values = [...(await samples.data())];
      samples.dispose();
      trainer.dispose();
      return { values, leaked: tf.memory().numTensors - before };
    };
    const [whole, parts] = [await train([8]), await train([4, 4])];
    expect(parts.values).toEqual(whole.values);
    expect([whole.leaked, parts.leaked]).toEqual([0, 0]);
  });
});

it('refuses a number of gradients that is none, and what is no optimizer', () => {
  for (const n of [0, 1.5, -1, Number.NaN, '2' as never])
    expect(() => withGradientAccumulation(adam(), n)).toThrow(
      /^n: got .*; expected a whole number, at least 1/,
    );
  expect(() => withGradientAccumulation(null as never, 2)).toThrow(/^optimizer: got null/);
});
