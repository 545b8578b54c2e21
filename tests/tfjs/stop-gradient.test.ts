import * as tf from '@tensorflow/tfjs-core';
import { stopGradient } from 'gan-core/gradients';
import 'gan-core/losses'; // registers tfjs's gradients
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

describeOnBackends('stopGradient', () => {
  it('is a constant to the gradient, as detach is to PyTorch, where what lies before it has none', async () => {
    const gradientOf = async (f: (x: tf.Tensor1D) => tf.Scalar, values: number[]) => {
      const x = tf.tensor1d(values);
      const gradient = tf.grad(f as (x: tf.Tensor) => tf.Tensor)(x);
      const numbers = [...(await gradient.data())];
      tf.dispose([x, gradient]);
      return numbers;
    };
    const tensors = tf.memory().numTensors;
    // d(x + c)/dx = 1, though √ has an infinite derivative at 0.
    expect(await gradientOf((x) => tf.sum(tf.add(x, stopGradient(tf.sqrt(x)))), [0, 4])).toEqual([1, 1]);
    // d(c·x)/dx = c = ‖x‖ = 0.
    expect(await gradientOf((x) => tf.sum(tf.mul(x, stopGradient(tf.norm(x)))), [0, 0])).toEqual([0, 0]);
    // The squares of the two greatest: 2x there. topk itself has no gradient.
    const greatest = (x: tf.Tensor1D) =>
      tf.sum(tf.square(tf.gather(x, tf.topk(stopGradient(x), 2).indices))) as tf.Scalar;
    expect(await gradientOf(greatest, [3, 1, 2])).toEqual([6, 0, 4]);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('shares the data, and either may go first', async () => {
    const before = tf.memory();
    const x = tf.tensor1d([1, 2]);
    const constant = stopGradient(x);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 1);
    x.dispose();
    expect([...(await constant.data())]).toEqual([1, 2]);
    constant.dispose();
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
    expect(() => stopGradient(x)).toThrow(/^x: was disposed of/);
  });
});
