import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { wasmPaths } from '../support/wasm-paths';

const noiseImages: Sampler = {
  shape: [28, 28, 1],
  sample: (count, random) =>
    tf.tensor4d(
      Float32Array.from({ length: count * 784 }, () => random.normal()),
      [count, 28, 28, 1],
    ),
};

/** Radford et al. 2016, for images of 28x28. */
const dcgan = {
  generator: () =>
    tfl.sequential({
      layers: [
        tfl.layers.dense({ units: 7 * 7 * 64, inputShape: [4] }),
        tfl.layers.reshape({ targetShape: [7, 7, 64] }),
        tfl.layers.conv2dTranspose({ filters: 32, kernelSize: 4, strides: 2, padding: 'same' }),
        tfl.layers.reLU(),
        tfl.layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same' }),
      ],
    }),
  discriminator: () =>
    tfl.sequential({
      layers: [
        tfl.layers.conv2d({
          filters: 32,
          kernelSize: 4,
          strides: 2,
          padding: 'same',
          inputShape: [28, 28, 1],
        }),
        tfl.layers.leakyReLU(),
        tfl.layers.conv2d({ filters: 64, kernelSize: 4, strides: 2, padding: 'same' }),
        tfl.layers.leakyReLU(),
        tfl.layers.flatten(),
        tfl.layers.dense({ units: 1 }),
      ],
    }),
};

interface Game {
  readonly name: string;
  readonly game: Record<'generator' | 'discriminator', () => tfl.LayersModel>;
  readonly data: Sampler;
  readonly steps: number;
}

const games: readonly Game[] = [
  {
    name: 'a perceptron',
    game: { generator: perceptron(4, [128, 128], 2), discriminator: perceptron(2, [128, 128], 1) },
    data: gaussianRing(),
    steps: 300,
  },
  { name: 'a DCGAN of 28x28', game: dcgan, data: noiseImages, steps: 12 },
];

// It says nothing about time, which depends on the machine, but prints it: see docs/training.md.
it.each(games)('input gets a turn while $name trains on wasm', async ({ name, game, data, steps }) => {
  const active = await useBackend('wasm', { wasmPaths });
  const stepTimes: number[] = [];
  let stepBegan = 0;
  const trainer = new Trainer({
    ...game,
    latent: normalLatent(4),
    seed: 1,
    callbacks: [
      {
        name: 'clock',
        onStepEnd() {
          stepTimes.push(performance.now() - stepBegan);
          stepBegan = performance.now();
        },
      },
    ],
  });
  await trainer.fit(data, { steps: 2 });
  stepTimes.length = 0;
  stepBegan = performance.now();

  // What a page would do beside: a task that comes again and again, as input does.
  const gaps: number[] = [];
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    gaps.push(performance.now() - last);
    last = performance.now();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: 'longtask' });
  await trainer.fit(data, { steps });
  await new Promise((resolve) => setTimeout(resolve, 50));
  port1.close();
  observer.disconnect();

  expect(stepTimes).toHaveLength(steps);
  expect(gaps.length).toBeGreaterThan(2);
  const milliseconds = (values: number[]) => Math.max(...values).toFixed(0);
  console.info(
    `${name}: longest step ${milliseconds(stepTimes)} ms, longest wait of another task ${milliseconds(gaps)} ms, ` +
      `${longTasks.length} long tasks (over 50 ms) in ${steps} steps, the longest ${milliseconds([0, ...longTasks])} ms`,
  );
  trainer.dispose();
  active.restore();
});
