import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { minimaxDiscriminatorLoss, minimaxGeneratorLoss, nonSaturatingGeneratorLoss } from 'gan-core/losses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomLogits } from './float64';

// The losses' values and gradients against float64 are in logistic-losses.test.ts, on all backends. Here: the one kernel on wasm.

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm', { threads: 1 });
});

afterAll(() => active.restore());

/** The kernels that run, by name. */
async function kernelsOf(run: () => tf.Tensor): Promise<string[]> {
  const { kernels } = await tf.profile(() => tf.tidy(() => run().clone()));
  return kernels.map(({ name }) => name);
}

it('a loss is one kernel, and its gradient one for each batch', async () => {
  const [real, fake] = [tf.tensor1d(randomLogits(20, 1)), tf.tensor1d(randomLogits(20, 2))];
  const names = await kernelsOf(() => minimaxDiscriminatorLoss(real, fake));
  expect(names.filter((name) => name === 'GanCoreMeanSoftplus')).toHaveLength(1);
  for (const name of ['Softplus', 'Add']) expect(names).not.toContain(name);
  const back = await kernelsOf(() => tf.grad((x) => nonSaturatingGeneratorLoss(x))(fake));
  expect(back).toContain('GanCoreMeanSoftplusGrad');
  expect(back).not.toContain('GanCoreActivationGrad');
});

it('far logits neither overflow nor vanish', async () => {
  const fake = tf.tensor1d([-1000, -90, 90, 1000]);
  expect([...(await nonSaturatingGeneratorLoss(fake).data())]).toEqual([1090 / 4]);
  expect([...(await minimaxGeneratorLoss(fake).data())]).toEqual([-1090 / 4]);
  const gradient = tf.grad((x) => nonSaturatingGeneratorLoss(x))(fake);
  const expected = [-0.25, -0.25, -Math.exp(-90) / 4, 0].map(Math.fround);
  expect([...(await gradient.data())].map((value) => value + 0)).toEqual(expected);
  const [infinite] = await nonSaturatingGeneratorLoss(tf.tensor1d([-Infinity, 0])).data();
  expect(infinite).toBe(Infinity);
  expect(await nonSaturatingGeneratorLoss(tf.tensor1d([Number.NaN, 0])).data()).toEqual(
    Float32Array.of(Number.NaN),
  );
});

it.each([4096, 4097])('%i logits: the mean and its gradient, whichever way', async (count) => {
  const values = randomLogits(count, 3);
  const { value, grad } = tf.valueAndGrad((x) => nonSaturatingGeneratorLoss(x))(tf.tensor1d(values));
  const rounded = values.map(Math.fround);
  const mean = rounded.reduce((sum, x) => sum + Math.log1p(Math.exp(-x)), 0) / count;
  expect((await value.data())[0]).toBeCloseTo(mean, 6);
  const gradient = await grad.data();
  for (const [index, x] of rounded.entries())
    expect(Math.abs(gradient[index]! * count + 1 / (1 + Math.exp(x)))).toBeLessThan(1e-6);
});

it('second derivatives are those of softplus', async () => {
  const values = randomLogits(8, 4);
  const slope = (x: tf.Tensor) => tf.sum(tf.grad((y) => nonSaturatingGeneratorLoss(y))(x));
  const curvature = await tf.grad(slope)(tf.tensor1d(values)).data();
  for (const [index, x] of values.entries()) {
    const sigmoid = 1 / (1 + Math.exp(-x));
    expect(curvature[index]).toBeCloseTo((sigmoid * (1 - sigmoid)) / 8, 6);
  }
});

it('keeps nothing', () => {
  const [real, fake] = [tf.tensor1d(randomLogits(20, 1)), tf.tensor1d(randomLogits(20, 2))];
  const step = () => {
    const { value, grads } = tf.valueAndGrads((r, f) => minimaxDiscriminatorLoss(r!, f!))([real, fake]);
    tf.dispose([value, grads]);
  };
  step();
  const { numTensors, numDataBuffers } = tf.memory();
  step();
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
});
