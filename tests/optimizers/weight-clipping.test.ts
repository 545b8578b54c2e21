import * as tf from '@tensorflow/tfjs-core';
import { adam, rmsProp, sgd, withWeightClipping } from 'gan-core/optimizers';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { fixedGradients, networkOf, start, updateBy, valuesOf } from '../support/fixed-updates';

describeOnBackends('weight clipping', () => {
  it('clamps every weight after every update, as float64 does', async () => {
    const before = tf.memory().numTensors;
    const weights = networkOf();
    const optimizer = withWeightClipping(sgd({ learningRate: 0.5 }), { limit: 1.5 });
    let expected = [...start];
    for (const gradient of fixedGradients) {
      updateBy(optimizer, weights, gradient);
      expected = expected.map((weight, index) =>
        Math.min(1.5, Math.max(-1.5, weight - 0.5 * gradient[index]!)),
      );
      for (const [index, value] of (await valuesOf(weights)).entries())
        expect(value).toBeCloseTo(expected[index]!, 5);
    }
    expect(expected.some((weight) => Math.abs(weight) === 1.5)).toBe(true);
    expect(expected.some((weight) => Math.abs(weight) < 1.5)).toBe(true);
    optimizer.dispose();
    tf.dispose(weights);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('moves a weight that is listed twice once, and leaves NaN as it is, for the Trainer to see', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor1d([0, 0.5, 0])));
    const optimizer = withWeightClipping(sgd({ learningRate: 1 }), { limit: 1 });
    const gradient = tf.tensor1d([Number.NaN, 0.25, Number.NEGATIVE_INFINITY]);
    optimizer.update([weight, weight], [gradient, gradient]);
    expect([...(await weight.data())]).toEqual([Number.NaN, 0.25, 1]);
    optimizer.dispose();
    tf.dispose([weight, gradient]);
  });

  it('has the state of the optimizer that it wraps, and serves tfjs’s too', async () => {
    const weights = networkOf();
    const optimizer = withWeightClipping(rmsProp(), { limit: 0.1 });
    updateBy(optimizer, weights, fixedGradients[0]!);
    const state = await optimizer.save();
    expect([state.updates, Object.keys(state.tensors)]).toEqual([1, ['square']]);
    const again = networkOf(await valuesOf(weights));
    updateBy(optimizer, weights, fixedGradients[1]!);
    const expected = await valuesOf(weights);
    const other = withWeightClipping(rmsProp(), { limit: 0.1 });
    await other.restore(state);
    updateBy(other, again, fixedGradients[1]!);
    expect(await valuesOf(again)).toEqual(expected);
    const theirs = withWeightClipping(tf.train.sgd(1), { limit: 0.2 });
    updateBy(theirs, weights, fixedGradients[2]!);
    expect(Math.max(...(await valuesOf(weights)).map(Math.abs))).toBeLessThanOrEqual(Math.fround(0.2));
    for (const each of [optimizer, other, theirs]) each.dispose();
    tf.dispose([weights, again, state.tensors]);
  });
});

it('refuses a limit that is not positive and finite, and what is no optimizer', () => {
  for (const limit of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => withWeightClipping(adam(), { limit })).toThrow(/^limit: got/);
  expect(() => withWeightClipping({} as never, { limit: 1 })).toThrow(/^optimizer: got an empty object/);
});
