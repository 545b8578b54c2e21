import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { adam, adamW, type Optimizer, rmsProp, sgd } from 'gan-core/optimizers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedGradients, networkOf, updateBy } from '../support/fixed-updates';

let restore = () => {};
beforeAll(async () => {
  restore = (await useBackend('wasm')).restore;
});
afterAll(() => restore());

// That their numbers are right is what tests/optimizers shows, on every backend.
describe('on wasm an update of all weights is one kernel', () => {
  it.each<[string, Optimizer, string]>([
    ['adam', adam(), 'GanCoreAdam'],
    ['adamW', adamW(), 'GanCoreAdam'],
    ['rmsProp', rmsProp(), 'GanCoreRmsProp'],
    ['rmsProp, centred, with momentum', rmsProp({ centred: true, momentum: 0.9 }), 'GanCoreRmsProp'],
    ['sgd', sgd(), 'GanCoreSgd'],
    ["sgd with Nesterov's momentum", sgd({ momentum: 0.9, nesterov: true }), 'GanCoreSgd'],
  ])('of %s', async (_, optimizer, kernel) => {
    const weights = networkOf();
    for (const gradient of fixedGradients.slice(0, 2)) {
      const { kernelNames } = await tf.profile(() => updateBy(optimizer, weights, gradient));
      expect(kernelNames).toEqual([kernel]);
    }
    optimizer.dispose();
    tf.dispose(weights);
  });
});
