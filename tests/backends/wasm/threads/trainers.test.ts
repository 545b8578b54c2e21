import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { createRandom } from 'gan-core/random';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { perceptron } from '../../../support/networks';
import { awaken, tallies, withThreads } from './thread-counts';

tf.enableProdMode();

const newTrainer = (seed: number) => {
  const random = createRandom(seed);
  Math.random = () => random.next();
  return new Trainer({
    generator: perceptron(4, [64, 64], 2)(),
    discriminator: perceptron(2, [64, 64], 1)(),
    latent: normalLatent(4),
    seed,
  });
};
const run = { steps: 30, batchSize: 256, reportEvery: 1 };

async function lossesOf(seed: number): Promise<number[]> {
  const trainer = newTrainer(seed);
  const { reports } = await trainer.fit(gaussianRing(), run);
  trainer.dispose();
  return reports.flatMap(({ discriminatorLoss, generatorLoss }) => [discriminatorLoss, generatorLoss]);
}

it('several Trainers at once give what each gives alone with one thread', async () => {
  const alone = await withThreads(1, async () => [await lossesOf(1), await lossesOf(2), await lossesOf(3)]);
  expect(alone[0]).toHaveLength(2 * run.steps);
  await withThreads(3, async () => {
    const before = tallies(3);
    expect(await Promise.all([lossesOf(1), lossesOf(2), lossesOf(3)])).toEqual(alone);
    expect(tallies(3).some((tally, index) => tally > before[index]!)).toBe(true);
  });
});

it('a change of their number in the middle of a run changes no bit of it', async () => {
  const alone = await withThreads(1, () => lossesOf(1));
  const active = await useBackend('wasm', { threads: 2 });
  const trainer = newTrainer(1);
  const losses: number[] = [];
  for await (const { step, discriminatorLoss, generatorLoss } of trainer.run(gaussianRing(), run)) {
    losses.push(discriminatorLoss, generatorLoss);
    const threads = { 5: 4, 10: 1, 15: 3 }[step];
    if (threads) (await useBackend('wasm', { threads })).restore();
  }
  trainer.dispose();
  active.restore();
  expect(losses).toEqual(alone);
});

it('an abort in the middle of a run ends it, and the next one goes on', async () => {
  await withThreads(3, async () => {
    const trainer = newTrainer(1);
    const controller = new AbortController();
    let last = 0;
    const aborted = async () => {
      for await (const { step } of trainer.run(gaussianRing(), { ...run, signal: controller.signal })) {
        last = step;
        if (step === 10) controller.abort();
      }
    };
    await expect(aborted()).rejects.toMatchObject({ name: 'AbortError' });
    expect(last).toBe(10);
    await awaken(3);
    const { reports } = await trainer.fit(gaussianRing(), { ...run, steps: 5 });
    expect(reports.every(({ generatorLoss }) => Number.isFinite(generatorLoss))).toBe(true);
    trainer.dispose();
  });
});
