import * as tf from '@tensorflow/tfjs-core';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { ofTwoInputs, options, ring } from './bad-input-options';

onCpu();

describe('a run is refused before its first step, and leaks nothing', () => {
  it('a factory that returns a promise; the model that the other one made is freed', async () => {
    const model = perceptron(2, [8], 1)();
    const before = tf.memory().numTensors;
    const trainer = new Trainer({ ...options(), discriminator: (async () => model) as never });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: its function returned a promise; expected a model/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('a model that does not use its weights', async () => {
    const discriminator = {
      apply: (x: tf.Tensor) => tf.sum(x, 1),
      trainableWeights: [tf.variable(tf.scalar(1))],
    };
    await expect(new Trainer({ ...options(), discriminator }).fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: the loss depends on none of its trainable weights/,
    );
  });

  it('but not a model of two inputs in an object that adds the other one', async () => {
    const model = ofTwoInputs(4, 2);
    const generator = {
      apply: (noise: tf.Tensor, kwargs?: { training?: boolean }) =>
        model.apply([noise, tf.ones([noise.shape[0]!, 3])], kwargs),
      trainableWeights: model.trainableWeights,
    };
    const trainer = new Trainer({ ...options(), generator });
    await trainer.fit(ring, { steps: 1, batchSize: 4 });
    expect(trainer.step).toBe(1);
    trainer.dispose();
    model.dispose();
  });

  it('options that are missing', () => {
    const trainer = new Trainer(options());
    expect(() => trainer.run(ring, undefined as never)).toThrow(
      /^options: got undefined; expected an object such as/,
    );
    expect(() => trainer.run(ring, { steps: 0 })).toThrow(/^steps: got 0/);
  });

  it('a tensor that was disposed of', async () => {
    const data = tf.ones([8, 2]);
    data.dispose();
    await expect(new Trainer(options()).fit(data, { steps: 1 })).rejects.toThrow(/^data: was disposed of/);
  });

  it('a batch of another shape later on: named, and the run before it stands', async () => {
    const trainer = new Trainer(options());
    await expect(trainer.fit([tf.ones([4, 2]), tf.ones([4, 3])], { steps: 3 })).rejects.toThrow(
      /^data: gave samples of shape \[3\] after samples of shape \[2\]/,
    );
    expect(trainer.step).toBe(1);
  });
});
