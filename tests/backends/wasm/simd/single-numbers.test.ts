import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { adam } from 'gan-core/optimizers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectAsOnCpu, flags, run } from './beside-cpu';

tf.enableProdMode();

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm');
});

afterAll(() => active.restore());

const special = [0, -0, 1e-8, -1e-8, 0.3, -0.49, 0.51, 5, -5, 30, -30, 88.7, 89, -87.5, -104, 1e30, -1e30];

const withoutNumber = [NaN, Infinity, -Infinity];

describe('kernels of single numbers on wasm, against cpu', () => {
  it.each(['Relu', 'LeakyRelu', 'Step', 'Tanh', 'Sigmoid', 'Elu', 'Exp', 'Square', 'Sqrt', 'Neg'])(
    '%s, with special values and every remainder of four',
    async (kernel) => {
      const attrs = { alpha: 0.2 };
      for (let length = 0; length < 9; length++)
        await expectAsOnCpu(() => run(kernel, { x: draw([length]) }, attrs));
      await expectAsOnCpu(() => run(kernel, { x: draw([3, 7, 5]) }, attrs));
      for (const value of [...special, ...withoutNumber]) {
        await expectAsOnCpu(() => run(kernel, { x: tf.tensor1d([value]) }, attrs));
      }
    },
  );

  it.each(['Relu', 'LeakyRelu', 'Tanh', 'Sigmoid', 'Elu', 'Softplus'])(
    'the gradient of %s',
    async (kernel) => {
      const restore = installSecondOrderGradients();
      for (const length of [1, 4, 6, 35]) {
        await expectAsOnCpu(() =>
          tf.grad((x) => run(kernel, { x }, { alpha: 0.2 }))(draw([length]), draw([length], 2)),
        );
      }
      restore();
    },
  );

  it('tanh keeps its digits where x is small', async () => {
    await tf.setBackend('wasm');
    const points = Array.from({ length: 400 }, (_, index) => 10 ** (-6 + index / 57));
    const values = await tf.tanh(tf.tensor1d(points)).data();
    for (const [index, x] of points.entries()) {
      expect(Math.abs(values[index]! / Math.tanh(Math.fround(x)) - 1)).toBeLessThan(4e-7);
    }
  });

  it('exp is right to two units in the last place', async () => {
    await tf.setBackend('wasm');
    const points = Array.from({ length: 2000 }, (_, index) => Math.fround(-87 + index * 0.0875));
    const values = await tf.exp(tf.tensor1d(points)).data();
    for (const [index, x] of points.entries()) {
      expect(Math.abs(values[index]! / Math.exp(x) - 1)).toBeLessThan(2.4e-7);
    }
  });

  it.each([
    [[5], [5]],
    [[], []],
    [[], [6]],
    [[3, 5], []],
    [[3, 5], [5]],
    [[9], [4, 9]],
    [
      [3, 5],
      [3, 1],
    ],
    [
      [4, 1],
      [4, 17],
    ],
    [
      [3, 1],
      [1, 4],
    ],
    [
      [2, 3, 4],
      [2, 1, 1],
    ],
    [
      [2, 3, 4],
      [2, 1, 4],
    ],
    [
      [2, 1, 4],
      [1, 3, 1],
    ],
    [[0, 3], [3]],
    [
      [2, 3, 4, 9],
      [1, 1, 1, 9],
    ],
  ])('arithmetic of %o and %o', async (a, b) => {
    for (const kernel of ['Add', 'Sub', 'Multiply', 'RealDiv'])
      await expectAsOnCpu(() => run(kernel, { a: draw(a), b: draw(b, 2) }), 1e-5);
  });

  it.each([
    [[7], [0]],
    [[300, 3], [0]],
    [[300, 37], [0]],
    [[5, 4001], [1]],
    [
      [2, 3, 4, 19],
      [0, 1, 2],
    ],
    [
      [2, 3, 4, 5],
      [1, 2],
    ],
    [
      [2, 3, 4, 5],
      [0, 2],
    ],
    [
      [2, 3, 4, 5],
      [0, 1, 2, 3],
    ],
    [[2, 3], []],
    [[0, 3], [0]],
  ])('sums and means of %o over %o', async (shape, axis) => {
    for (const keepDims of flags) {
      await expectAsOnCpu(() => tf.sum(draw(shape), axis, keepDims), 1e-5);
      if (!shape.includes(0)) await expectAsOnCpu(() => tf.mean(draw(shape), axis, keepDims), 1e-5);
    }
  });

  it.each([1, 4, 7])('batch normalization of %s channels, and its gradients', async (channels) => {
    const restore = installSecondOrderGradients();
    const norm = (...[x, mean, variance, offset, scale]: tf.Tensor[]) =>
      tf.batchNorm(
        x!,
        mean as tf.Tensor1D,
        tf.add(tf.abs(variance!), 0.5) as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        1e-3,
      );
    const inputs = () => [draw([2, 3, 2, channels]), ...[2, 3, 4, 5].map((seed) => draw([channels], seed))];
    await expectAsOnCpu(() => norm(...inputs()));
    await expectAsOnCpu(() => tf.batchNorm(inputs()[0]!, inputs()[1] as tf.Tensor1D, tf.ones([channels])));
    for (let input = 0; input < 5; input++) {
      await expectAsOnCpu(() => tf.grads(norm)(inputs(), draw([2, 3, 2, channels], 6))[input]!, 1e-5);
    }
    restore();
  });

  it('Adam, with a weight that has no gradient', async () => {
    await expectAsOnCpu(() => {
      const optimizer = adam({ learningRate: 0.1 });
      const weights = [[5], [3, 2], [1]].map((shape, index) => tf.variable(draw(shape, index)));
      for (let update = 0; update < 4; update++) {
        const gradients = [draw([5], 10 + update), draw([3, 2], 20 + update), null];
        optimizer.update(weights, gradients);
      }
      const state = optimizer.save() as { tensors: Record<string, tf.Tensor> };
      const result = tf.concat(
        [...weights, state.tensors.mean!, state.tensors.square!].map((each) => tf.reshape(each, [-1])),
      );
      optimizer.dispose();
      tf.dispose([weights, state.tensors] as never);
      return result;
    }, 3e-7);
  });
});
