import * as tf from '@tensorflow/tfjs-core';
import { adam, clipByGlobalNorm, withGradientClipping } from 'gan-core/optimizers';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

describeOnBackends('gradient clipping', () => {
  it('scales all gradients together to the norm, and leaves smaller ones and missing ones', async () => {
    const gradients = [tf.tensor1d([3, 0]), null, tf.tensor2d([[4]])]; // global norm 5
    const clipped = clipByGlobalNorm(gradients, 1);
    expect(clipped[1]).toBeNull();
    expect((await clipped[0]!.data())[0]).toBeCloseTo(0.6, 5);
    expect((await clipped[2]!.data())[0]).toBeCloseTo(0.8, 5);
    const kept = clipByGlobalNorm(gradients, 10);
    expect([...(await kept[0]!.data()), ...(await kept[2]!.data())]).toEqual([3, 0, 4]);
    expect(clipByGlobalNorm([null], 1)).toEqual([null]);
    tf.dispose([gradients[0]!, gradients[2]!, clipped[0]!, clipped[2]!, kept[0]!, kept[2]!]);
  });

  it.each([1e25, 1e-25])('scales gradients whose squares leave float32: %d', async (size) => {
    const gradients = [tf.tensor1d([3 * size, 0]), tf.tensor1d([4 * size])];
    const clipped = clipByGlobalNorm(gradients, 1);
    const values = [(await clipped[0]!.data())[0]!, (await clipped[1]!.data())[0]!];
    const expected = size > 1 ? [0.6, 0.8] : [3 * size, 4 * size];
    values.forEach((value, index) => {
      expect(Math.abs(value / expected[index]! - 1)).toBeLessThan(1e-6);
    });
    tf.dispose([gradients, clipped as tf.Tensor[]]);
  });

  it('wraps an optimizer: sgd moves by the clipped gradient; the state is the inner one’s; nothing leaks', async () => {
    const before = tf.memory().numTensors;
    const weight = tf.tidy(() => tf.variable(tf.tensor1d([0, 0])));
    const sgd = withGradientClipping(tf.train.sgd(1), { maxNorm: 1 });
    tf.tidy(() => sgd.update([weight], [tf.tensor1d([30, 40])]));
    for (const [index, value] of (await weight.data()).entries())
      expect(value).toBeCloseTo([-0.6, -0.8][index]!, 5);
    sgd.dispose();
    const clippedAdam = withGradientClipping(adam(), { maxNorm: 1 });
    tf.tidy(() => clippedAdam.update([weight], [tf.tensor1d([30, 40])]));
    const state = await clippedAdam.save();
    for (const [index, value] of (await state.tensors.mean!.data()).entries())
      expect(value).toBeCloseTo([0.3, 0.4][index]!, 5);
    clippedAdam.dispose();
    tf.dispose([weight, state.tensors]);
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(1); // tfjs's sgd keeps its learning rate
  });

  it('refuses a norm that is not positive and finite', () => {
    for (const maxNorm of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => withGradientClipping(adam(), { maxNorm })).toThrow(/^maxNorm: got/);
    }
  });
});
