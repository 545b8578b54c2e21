import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { BackendName } from 'gan-core/backends';
import { gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { expectClose } from './losses';

/** A GAN and what it trains on. */
interface Game {
  readonly generator: () => tfl.LayersModel;
  readonly discriminator: () => tfl.LayersModel;
  readonly data: Sampler;
}

/** Images of 8x8: a bright square somewhere on dark ground. */
const squares: Sampler = {
  shape: [8, 8, 1],
  sample(count, random) {
    const pixels = new Float32Array(count * 64).fill(-1);
    for (let image = 0; image < count; image++) {
      const [left, top] = [random.integer(5), random.integer(5)];
      for (let place = 0; place < 16; place++)
        pixels[image * 64 + (top + (place >> 2)) * 8 + left + (place & 3)] = 1;
    }
    return tf.tensor4d(pixels, [count, 8, 8, 1]);
  },
};

const games: Readonly<Record<string, Game>> = {
  'a GAN of dense layers': {
    generator: perceptron(4, [16, 16], 2),
    discriminator: perceptron(2, [16, 16], 1),
    data: gaussianRing(),
  },
  // Radford et al. 2016, in small: transposed and strided convolutions, batch norm, leaky ReLU.
  'a small DCGAN': {
    generator: () =>
      tfl.sequential({
        layers: [
          tfl.layers.dense({ units: 2 * 2 * 8, inputShape: [4] }),
          tfl.layers.reshape({ targetShape: [2, 2, 8] }),
          tfl.layers.batchNormalization(),
          tfl.layers.reLU(),
          tfl.layers.conv2dTranspose({ filters: 6, kernelSize: 4, strides: 2, padding: 'same' }),
          tfl.layers.batchNormalization(),
          tfl.layers.reLU(),
          tfl.layers.conv2dTranspose({
            filters: 1,
            kernelSize: 4,
            strides: 2,
            padding: 'same',
            activation: 'tanh',
          }),
        ],
      }),
    discriminator: () =>
      tfl.sequential({
        layers: [
          tfl.layers.conv2d({
            filters: 6,
            kernelSize: 4,
            strides: 2,
            padding: 'same',
            inputShape: [8, 8, 1],
          }),
          tfl.layers.leakyReLU({ alpha: 0.2 }),
          tfl.layers.conv2d({ filters: 8, kernelSize: 4, strides: 2, padding: 'same' }),
          tfl.layers.leakyReLU({ alpha: 0.2 }),
          tfl.layers.flatten(),
          tfl.layers.dense({ units: 1 }),
        ],
      }),
    data: squares,
  },
};

/** Three steps with an R1 penalty: losses, scores, and samples of the trained generator. */
async function threeSteps(backend: BackendName, { generator, discriminator, data }: Game): Promise<number[]> {
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(4),
    terms: [r1Penalty({ gamma: 1 })],
    backend,
    seed: 1,
  });
  const numbers: number[] = [];
  // A batch of an odd size: what a backend leaves beyond the end must not count.
  for await (const report of trainer.run(data, { steps: 3, reportEvery: 1, batchSize: 7 }))
    numbers.push(report.discriminatorLoss, report.generatorLoss, report.realScore, report.fakeScore);
  expect(tf.getBackend()).toBe(backend === 'node-gpu' ? 'webgpu' : backend);
  const samples = await trainer.sample(3, { seed: 1 });
  numbers.push(...(await samples.data()));
  samples.dispose();
  trainer.dispose();
  return numbers;
}

/** Holds three steps of training, from the same weights and noise, to what cpu gives. */
export function conformTraining(backend: BackendName, tolerance: number): void {
  describe('three steps of training, beside cpu', () => {
    it.each(Object.entries(games))('%s', async (_, game) => {
      const numbers = await threeSteps(backend, game);
      expect(numbers.every(Number.isFinite)).toBe(true);
      expectClose(numbers, await threeSteps('cpu', game), tolerance);
    });

    it('leave no tensors behind', async () => {
      const before = tf.memory().numTensors;
      await threeSteps(backend, games['a small DCGAN']!);
      expect(tf.memory().numTensors).toBe(before);
    });
  });
}
