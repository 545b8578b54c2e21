import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { afterEach, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';

afterEach(() => tf.setBackend('cpu'));

async function reportsOf(options: Partial<TrainerOptions>) {
  const trainer = new Trainer({
    generator: perceptron(2, [64], 2),
    discriminator: perceptron(2, [64], 1),
    latent: normalLatent(2),
    seed: 1,
    ...options,
  });
  const { reports } = await trainer.fit(gaussianRing(), { steps: 4, reportEvery: 2, batchSize: 256 });
  trainer.dispose();
  return reports;
}

it.each([1, 2, 3])('reports tell the threads of wasm: %i', async (threads) => {
  const reports = await reportsOf({ backend: { name: 'wasm', threads } });
  expect(reports.map((report) => report.threads)).toEqual([threads, threads]);
});

it('of a backend that runs already too, and as many as there are by then', async () => {
  const backend = await useBackend('wasm', { threads: 2 });
  expect((await reportsOf({})).map(({ threads }) => threads)).toEqual([2, 2]);
  const fewer = await useBackend('wasm', { threads: 1 });
  expect((await reportsOf({})).map(({ threads }) => threads)).toEqual([1, 1]);
  fewer.restore();
  backend.restore();
});

it('null where gan-core has no say: on another backend, and on kernels of tfjs', async () => {
  expect((await reportsOf({ backend: 'cpu' })).map(({ threads }) => threads)).toEqual([null, null]);
  (await useBackend('wasm')).restore();
  expect((await reportsOf({})).map(({ threads }) => threads)).toEqual([null, null]);
});
