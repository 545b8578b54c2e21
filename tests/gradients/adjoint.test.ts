import * as tf from '@tensorflow/tfjs-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { createRandom } from 'gan-core/random';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { linearOperations } from './linear-operations';
import { randomValues } from './random-values';
import { range } from './reference/range';

/**
 * An operation that moves or adds up values is a matrix. tfjs's own forward kernel tells it, column by column; the gradient of
 * v·op(x) must be vᵀ times that matrix.
 */
describeOnBackends('the gradient of an operation that is linear', (backend) => {
  for (const { name, shape, op, wrong } of linearOperations) {
    const run = wrong?.includes(backend) ? test.skip : test;
    run(`${name}, of [${shape}], is its matrix transposed`, () => {
      const before = tf.memory().numTensors;
      const size = tf.util.sizeFromShape(shape);
      const image = (values: number[]) => tf.tidy(() => op(tf.tensor(values, shape)).dataSync());
      const constant = image(range(size).map(() => 0));
      const columns = range(size).map((place) => image(range(size).map((each) => (each === place ? 1 : 0))));
      const v = randomValues(3).normal(constant.length);
      const expected = columns.map((column) =>
        v.reduce((sum, value, row) => sum + value * (column[row]! - constant[row]!), 0),
      );
      const actual = tf.tidy(() => {
        const x = tf.tensor(randomValues(2).normal(size), shape);
        const weighted = (input: tf.Tensor) => tf.sum(tf.mul(tf.reshape(op(input), [-1]), v));
        return [...withSecondOrderGradients(() => tf.grad(weighted)(x)).dataSync()];
      });
      expect(Math.max(...expected.map((value, place) => Math.abs(value - actual[place]!)))).toBeLessThan(
        1e-5,
      );
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.01);
      expect(tf.memory().numTensors).toBe(before);
    });
  }

  test('is so for any slice with steps', () => {
    const random = createRandom(8);
    const pick = (low: number, high: number) => low + Math.floor(random.next() * (high - low + 1));
    let slices = 0;
    while (slices < 150) {
      const shape = range(pick(1, 4)).map(() => pick(1, 5));
      const axes = range(pick(1, shape.length));
      const numbers = (low: number, high: number) => axes.map(() => pick(low, high));
      const isStepless = random.next() < 0.4;
      const step = () => pick(1, 3) * (random.next() < 0.5 ? -1 : 1);
      const strides = axes.map(() => (isStepless ? 1 : step()));
      const shrunk = pick(0, 15);
      const ellipsis = pick(0, 3) === 0 ? 2 ** pick(0, 3) : 0;
      const masks = [pick(0, 15), pick(0, 15), ellipsis, pick(0, 15), shrunk] as const;
      const [begin, end] = [numbers(-6, 6), numbers(-6, 6)];
      const x = tf.range(0, tf.util.sizeFromShape(shape));
      const slice = (input: tf.Tensor) =>
        tf.stridedSlice(tf.reshape(input, shape), begin, end, strides, ...masks);
      // Of its places, those that the kernel takes; what tfjs refuses is no slice.
      let taken: number[] | undefined;
      try {
        taken = tf.tidy(() => [...slice(x).dataSync()]);
      } catch {}
      if (taken && taken.length > 0) {
        slices++;
        const v = randomValues(slices).normal(taken.length);
        const expected = range(x.size).map((place) =>
          taken.reduce((sum, each, index) => sum + (each === place ? v[index]! : 0), 0),
        );
        const weighted = (input: tf.Tensor) => tf.sum(tf.mul(tf.reshape(slice(input), [-1]), v));
        const actual = tf.tidy(() => withSecondOrderGradients(() => tf.grad(weighted)(x)).arraySync());
        expect(actual, JSON.stringify({ shape, begin, end, strides, masks })).toEqual(expected);
      }
      x.dispose();
    }
  });
});
