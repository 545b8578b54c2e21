import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { backendPrecision, useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { adam, type Optimizer } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { perceptron } from '../support/networks';
import { wasmPaths } from '../support/wasm-paths';

// As on a device that can't render to float32 textures. Takes effect only before the backend's start.
beforeAll(() => tf.env().set('WEBGL_FORCE_F16_TEXTURES', true));
afterEach(() => vi.restoreAllMocks());

const newTrainer = (optimizer: () => Optimizer | tf.Optimizer) =>
  new Trainer({
    generator: perceptron(4, [16, 16], 2),
    discriminator: perceptron(2, [16, 16], 1),
    latent: normalLatent(4),
    generatorOptimizer: optimizer(),
    discriminatorOptimizer: optimizer(),
    backend: 'webgl',
    seed: 1,
  });

it('a GPU that renders float16 only is told of, and passed over by auto', async () => {
  const webgl = await useBackend('webgl');
  expect([webgl.precision, backendPrecision()]).toEqual(['float16', 'float16']);
  // The imitation is true to the device: 2⁻¹² is lost beside 1 where ten bits follow the leading one.
  const sum = tf.tidy(() => tf.add(tf.fill([64, 64], 1), 2 ** -12));
  expect((await sum.data())[0]).toBe(1);
  sum.dispose();
  webgl.restore();

  const auto = await useBackend('auto', { wasmPaths });
  expect(auto.passedOver).toEqual([
    "Backend 'webgl': the GPU keeps float16 only, too coarse for the updates of weights.",
  ]);
  expect([auto.name, auto.precision, backendPrecision()]).toEqual(['wasm', 'float32', 'float32']);
  auto.restore();
});

it("adam's own epsilon trains there, with a warning in the reports and once on the console", async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const trainer = newTrainer(() => adam({ learningRate: 1e-3 }));
  const { reports } = await trainer.fit(gaussianRing(), { steps: 30, reportEvery: 10 });
  for (const { discriminatorLoss, generatorLoss, warnings } of reports) {
    // Near the start D knows little: 2 log 2 and log 2. With an epsilon that float16 can't hold they are far off.
    expect(Math.abs(discriminatorLoss - 2 * Math.LN2)).toBeLessThan(0.3);
    expect(Math.abs(generatorLoss - Math.LN2)).toBeLessThan(0.3);
    expect(warnings).toEqual([expect.stringMatching(/keeps float16 only.*'wasm'/)]);
  }
  expect(warn.mock.calls.filter(([text]) => /float16/.test(text))).toHaveLength(1);
  const samples = await trainer.sample(32);
  expect([...(await samples.data())].every(Number.isFinite)).toBe(true);
  samples.dispose();
  trainer.dispose();
});

it('an epsilon of the user that float16 can not hold is refused at the first update', async () => {
  const trainer = newTrainer(() => adam({ epsilon: 1e-7 }));
  await expect(trainer.fit(gaussianRing(), { steps: 30 })).rejects.toMatchObject({
    code: 'ERR_ARGUMENT',
    message: expect.stringMatching(/^epsilon: got 1e-7 on a GPU that keeps float16 only.*epsilon: 1e-3/),
  });
  expect(trainer.step).toBe(0);
  trainer.dispose();
});

it("NaN by the epsilon of tfjs's own Adam: the error names float16 and the fix", async () => {
  const trainer = newTrainer(() => tf.train.adam(1e-3, 0.5, 0.999, 1e-7));
  await expect(trainer.fit(gaussianRing(), { steps: 30, reportEvery: 10 })).rejects.toMatchObject({
    code: 'ERR_NON_FINITE',
    message: expect.stringMatching(/float16 only.*an optimizer of tfjs needs an epsilon of 1e-3/),
  });
  trainer.dispose();
});
