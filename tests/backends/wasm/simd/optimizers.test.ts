import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { adam, adamW, type Optimizer, rmsProp, sgd } from 'gan-core/optimizers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedGradients, networkOf, updateBy, valuesOf } from '../../../support/fixed-updates';
import { draw } from '../kernel-calls';

let restore = () => {};
beforeAll(async () => {
  restore = (await useBackend('wasm')).restore;
});
afterAll(() => restore());

/** The weights after three updates, of lengths that end within a vector, each without a gradient in turn. */
async function numbersOf(optimizer: Optimizer): Promise<number[]> {
  const lengths = [1, 3, 4, 6, 17];
  const weights = lengths.map((length) => tf.variable(tf.tensor1d(draw([length], length))));
  for (const step of [0, 1, 2]) {
    const gradients = lengths.map((length, index) =>
      index % 3 === step ? null : tf.tensor1d(draw([length], 10 * length + step)),
    );
    optimizer.update(weights, gradients);
    tf.dispose(gradients.flatMap((gradient) => gradient ?? []));
  }
  const values = await valuesOf(weights);
  optimizer.dispose();
  tf.dispose(weights);
  return values;
}

// That their numbers are right is what tests/optimizers shows, on every backend.
describe('on wasm an update of all weights is one kernel', () => {
  const optimizers: [string, () => Optimizer, string][] = [
    ['adam', () => adam(), 'GanCoreAdam'],
    ['adamW', () => adamW(), 'GanCoreAdam'],
    ['rmsProp', () => rmsProp(), 'GanCoreRmsProp'],
    ['rmsProp, centered, with momentum', () => rmsProp({ centered: true, momentum: 0.9 }), 'GanCoreRmsProp'],
    ['sgd', () => sgd(), 'GanCoreSgd'],
    ["sgd with Nesterov's momentum", () => sgd({ momentum: 0.9, nesterov: true }), 'GanCoreSgd'],
  ];

  it.each(optimizers)('of %s, with the numbers that operations give', async (_, make, kernel) => {
    const numbers = await numbersOf(make());
    const config = tf.getKernel(kernel, 'wasm');
    tf.unregisterKernel(kernel, 'wasm');
    try {
      expect(await numbersOf(make())).toEqual(numbers);
    } finally {
      tf.registerKernel(config);
    }
  });

  it.each(optimizers)('of %s', async (_, make, kernel) => {
    const optimizer = make();
    const weights = networkOf();
    for (const gradient of fixedGradients.slice(0, 2)) {
      const { kernelNames } = await tf.profile(() => updateBy(optimizer, weights, gradient));
      expect(kernelNames).toEqual([kernel]);
    }
    optimizer.dispose();
    tf.dispose(weights);
  });
});
