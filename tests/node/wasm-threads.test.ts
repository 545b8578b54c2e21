import { expect, it } from 'vitest';
import { run } from './run-program';

/** Computes long enough for threads to take part, and prints what comes out. */
const program = `
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
const { threads } = await useBackend('wasm', { threads: 3 });
const x = tf.ones([1_000_000]);
for (let round = 0; round < 30; round++) {
  tf.square(x).dispose();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const [sum] = await tf.sum(tf.square(tf.add(x, 1))).data();
console.log(sum, threads);
`;

it('a process whose program ends ends, though threads sleep', async () => {
  expect(await run(program)).toEqual({ out: '4000000 3\n', error: '', end: 0 });
});

it('a process that is told to exit exits at once, though threads compute', async () => {
  expect((await run(`${program}\nprocess.exit(7);`)).end).toBe(7);
});

it("under Node's permission model one thread computes right, and says so", async () => {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const { out, error, end } = await run(program, flag, '--allow-fs-read=*');
  expect(end).toBe(0);
  expect(out).toMatch(/^4000000 /);
  const warnings = error.split('\n').filter((line) => line.startsWith('gan-core: '));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/wasm computes with one thread from now on/);
});

/** A training of which convolutions are the greater part, on more threads than there are cores: they wait, and sleep, for each other. */
const training = (threads: number) => `
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { useBackend } from 'gan-core/backends';
import { normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
await useBackend('wasm', { threads: ${threads} });
const seeded = { kernelInitializer: initializers.glorotUniform({ seed: 2 }) };
const half = { ...seeded, kernelSize: 4, strides: 2, padding: 'same' };
const trainer = new Trainer({
  generator: sequential({
    layers: [
      layers.dense({ ...seeded, units: 3136, inputShape: [16] }),
      layers.reshape({ targetShape: [7, 7, 64] }),
      layers.conv2dTranspose({ ...half, filters: 32, activation: 'relu' }),
      layers.conv2dTranspose({ ...half, filters: 4, activation: 'tanh' }),
    ],
  }),
  discriminator: sequential({
    layers: [
      layers.conv2d({ ...half, filters: 32, activation: 'relu', inputShape: [28, 28, 4] }),
      layers.conv2d({ ...half, filters: 64, activation: 'relu' }),
      layers.flatten(),
      layers.dense({ ...seeded, units: 1 }),
    ],
  }),
  latent: normalLatent(16),
  seed: 1,
});
const { reports } = await trainer.fit(tf.randomUniform([64, 28, 28, 4], -1, 1, 'float32', 1), { steps: 6, reportEvery: 3, batchSize: 32 });
console.log(reports.map(({ discriminatorLoss, generatorLoss }) => [discriminatorLoss, generatorLoss].join()).join(' '));
`;

// V8 11.3's baseline code lost local variables where a thread slept: see thread-pool.ts in src/threads/assembly.
it('nothing is lost where threads sleep in code that is never optimized', async () => {
  const alone = await run(training(1), '--liftoff-only');
  expect(alone).toMatchObject({ error: '', end: 0 });
  expect(alone.out).toMatch(/^-?\d/);
  expect(await run(training(8), '--liftoff-only')).toEqual(alone);
});
