import { createHash } from 'node:crypto';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { rmsProp } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { createRandom } from 'gan-core/random';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../../support/networks';
import { tallies, tensorOf, withThreads } from './thread-counts';

tf.enableProdMode();

const generator = () =>
  sequential({
    layers: [
      layers.dense({ units: 7 * 7 * 16, inputShape: [20] }),
      layers.batchNormalization(),
      layers.leakyReLU(),
      layers.reshape({ targetShape: [7, 7, 16] }),
      layers.conv2dTranspose({ filters: 12, kernelSize: 4, strides: 2, padding: 'same' }),
      layers.batchNormalization(),
      layers.leakyReLU(),
      layers.upSampling2d({ size: [2, 2] }),
      layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'tanh' }),
    ],
  });

const discriminator = () =>
  sequential({
    layers: [
      layers.conv2d({ filters: 12, kernelSize: 4, strides: 2, padding: 'same', inputShape: [28, 28, 1] }),
      layers.leakyReLU(),
      layers.depthwiseConv2d({ kernelSize: 3, padding: 'same' }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 24, kernelSize: 3, padding: 'same', activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.layerNormalization(),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 1 }),
    ],
  });

const images = { generator, discriminator, latent: normalLatent(20), seed: 1 };
interface Game extends TrainerOptions {
  readonly generator: () => LayersModel;
  readonly discriminator: () => LayersModel;
  readonly batchSize: number;
}
const games: Readonly<Record<string, Game>> = {
  'an MLP': {
    generator: perceptron(8, [96, 96], 2),
    discriminator: perceptron(2, [96, 96], 1),
    latent: normalLatent(8),
    seed: 1,
    batchSize: 256,
  },
  'a DCGAN': { ...images, batchSize: 24 },
  'a DCGAN with R1, by RMSProp': {
    ...images,
    terms: [r1Penalty({ gamma: 1 })],
    discriminatorOptimizer: rmsProp({ learningRate: 1e-3, momentum: 0.5 }),
    batchSize: 12,
  },
};

function hashOf(models: Readonly<Record<string, LayersModel>>): string {
  const hash = createHash('sha256');
  for (const weight of Object.values(models).flatMap((model) => model.getWeights())) {
    const values = weight.dataSync() as Float32Array;
    expect(values.every(Number.isFinite)).toBe(true);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

/** The weights of both networks after 20 steps, and before them. */
async function train(name: string): Promise<{ before: string; after: string }> {
  const { batchSize, ...options } = games[name]!;
  // What layers and tfjs draw without a seed shall be the same each time.
  const random = createRandom(7);
  Math.random = () => random.next();
  const models = { generator: options.generator(), discriminator: options.discriminator() };
  const trainer = new Trainer({ ...options, ...models });
  await trainer.ready();
  const before = hashOf(models);
  const data = name === 'an MLP' ? gaussianRing() : tensorOf([64, 28, 28, 1], 5);
  await trainer.fit(data, { steps: 20, batchSize });
  const after = hashOf(models);
  trainer.dispose();
  for (const model of Object.values(models)) model.dispose();
  return { before, after };
}

describe('20 steps of training give the same weights to the bit with any number of threads', () => {
  it.each(Object.keys(games))('%s', async (name) => {
    const truth = await withThreads(1, () => train(name));
    expect(truth.after).not.toBe(truth.before);
    for (const threads of [2, 3, 4]) {
      await withThreads(threads, async () => {
        const before = tallies(threads);
        expect(await train(name), `${threads} threads`).toEqual(truth);
        expect(tallies(threads).some((tally, index) => tally > before[index]!)).toBe(true);
      });
    }
  });
});
