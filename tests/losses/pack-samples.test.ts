import * as tf from '@tensorflow/tfjs-core';
import { packSamples } from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

describeOnBackends('packSamples', () => {
  it('joins m samples in a row along their last axis', async () => {
    const vectors = tf.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
    expect(await packSamples(vectors, 2).array()).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect(await packSamples(tf.tensor([1, 2, 3, 4]), 4).array()).toEqual([[1, 2, 3, 4]]);
    const images = tf.reshape(tf.range(0, 6 * 2 * 3 * 2), [6, 2, 3, 2]);
    const packs = packSamples(images, 3);
    expect(packs.shape).toEqual([2, 2, 3, 6]);
    const one = (index: number) => tf.reshape(tf.slice(images, [index, 0, 0, 0], [1, 2, 3, 2]), [2, 3, 2]);
    const expected = tf.stack(
      [0, 3].map((first) => tf.concat([one(first), one(first + 1), one(first + 2)], 2)),
    );
    expect(await packs.array()).toEqual(await expected.array());
    expect(await packSamples(images, 1).array()).toEqual(await images.array());
  });

  it('is differentiable, and leaves no tensor behind', async () => {
    const samples = tf.reshape(tf.range(0, 8), [4, 1, 2]);
    const weights = tf.reshape(tf.range(0, 8), [2, 1, 4]);
    const before = tf.memory().numTensors;
    const gradient = tf.grad((x) => tf.sum(tf.mul(packSamples(x, 2), weights)))(samples);
    expect([...(await gradient.data())]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    tf.dispose([gradient, packSamples(samples, 2)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses bad arguments by name', () => {
    const x = tf.tensor([[1], [2], [3]]);
    for (const m of [0, 2, 1.5, Number.NaN]) {
      expect(() => packSamples(x, m)).toThrow(
        `m: got ${m}; expected a whole number that divides the batch of 3`,
      );
    }
    expect(() => packSamples(tf.scalar(1), 1)).toThrow(/^samples: got a float32 tensor of shape \[\]/);
    expect(() => packSamples([1] as never, 1)).toThrow(/^samples: got an array of 1/);
  });
});
