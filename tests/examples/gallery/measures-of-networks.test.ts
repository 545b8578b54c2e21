import * as tf from '@tensorflow/tfjs-core';
import { createRandom, gaussianRing, type Sampler } from 'gan-core/distributions';
import { estimateEnergyDistance } from 'gan-core/estimators';
import { expect, it } from 'vitest';
import { adversarialAutoencoder } from '../../../examples/gallery/adversarial-autoencoder';
import { biGan } from '../../../examples/gallery/bi-gan';
import { consensusOptimization } from '../../../examples/gallery/consensus-optimization';
import { cycleGan } from '../../../examples/gallery/cycle-gan';
import { sentences, words } from '../../../examples/gallery/data/sentences';
import { colors, twoColors } from '../../../examples/gallery/data/two-colors';
import type { NetworksGame } from '../../../examples/gallery/game';
import { seqGan } from '../../../examples/gallery/seq-gan';
import { unrolledGan } from '../../../examples/gallery/unrolled-gan';
import { vaeGan } from '../../../examples/gallery/vae-gan';

/** What some steps of the GameTrainer's games really bring. */

it('CycleGAN paints orange shapes blue, and can go back', async () => {
  const { trainer, data, batchSize } = cycleGan();
  const { reports } = await trainer.fit(data, { steps: 100, reportEvery: 10, batchSize });
  expect(reports.at(-1)!.losses['generators.cycle']).toBeLessThan(
    reports[0]!.losses['generators.cycle']! / 4,
  );
  const { a } = twoColors.sample(8, createRandom(9)) as { a: tf.Tensor };
  const painted = await trainer.sample(8, { condition: a });
  const mean = tf.tidy(() => {
    const inShape = tf.cast(tf.greater(tf.max(a, -1, true), -1), 'float32');
    return tf.div(tf.sum(tf.mul(painted, inShape), [0, 1, 2]), tf.sum(inShape)).arraySync() as number[];
  });
  for (const [channel, value] of mean.entries())
    expect(Math.abs(value - colors.b[channel]!), `channel ${channel} of ${mean}`).toBeLessThan(0.4);
  tf.dispose([a, painted]);
  trainer.dispose();
});

it("BiGAN's encoder and generator undo each other", async () => {
  const game = biGan();
  const before = await errorOf(game);
  await game.trainer.fit(game.data, { steps: 300, batchSize: game.batchSize });
  expect(await errorOf(game)).toBeLessThan(before / 10);
  game.trainer.dispose();
});

it('the adversarial autoencoder keeps a digit in eight numbers', async () => {
  const { trainer, data, batchSize } = adversarialAutoencoder();
  const { reports } = await trainer.fit(data, { steps: 90, reportEvery: 10, batchSize });
  expect(reports.at(-1)!.losses.reconstruction).toBeLessThan(reports[0]!.losses.reconstruction! / 2);
  trainer.dispose();
});

it('the VAE-GAN gives a picture back, though no loss compares pixels', async () => {
  const game = vaeGan();
  const before = await errorOf(game);
  await game.trainer.fit(game.data, { steps: 60, batchSize: game.batchSize });
  expect(await errorOf(game)).toBeLessThan(before / 2);
  game.trainer.dispose();
});

it('the unrolled GAN goes to all sides of the ring, where the same GAN without looking ahead does not', async () => {
  const distances: number[] = [];
  for (const unrolled of [0, 5]) {
    const game = unrolledGan({ unrolled });
    await game.trainer.fit(game.data, { steps: 150, batchSize: game.batchSize });
    distances.push(await distanceFromRing(game));
    game.trainer.dispose();
  }
  expect(distances[1]).toBeLessThan(distances[0]! / 5);
});

it("consensus optimization lessens the game's energy, and comes nearer to the data", async () => {
  const [energies, distances]: [number[], number[]] = [[], []];
  for (const gamma of [0, 1]) {
    const game = consensusOptimization({ gamma });
    const { reports } = await game.trainer.fit(game.data, {
      steps: 150,
      reportEvery: 50,
      batchSize: game.batchSize,
    });
    energies.push(reports.at(-1)!.losses['both.energy']!);
    distances.push(await distanceFromRing(game));
    game.trainer.dispose();
  }
  expect(energies[1]).toBeLessThan(energies[0]! / 5);
  expect(distances[1]).toBeLessThan(distances[0]! / 2);
});

it('SeqGAN learns the grammar: by likelihood, and further by its policy', async () => {
  const { trainer, data, batchSize } = seqGan();
  const grammatical = async () => {
    const samples = await trainer.sample(500, { seed: 1 });
    const places = (await tf.tidy(() => tf.argMax(samples, 2)).array()) as number[][];
    samples.dispose();
    const all = sentences.map((sentence) => sentence.join(' '));
    const said = places.map((sentence) => sentence.map((word) => words[word]).join(' '));
    const right = said.filter((sentence) => all.includes(sentence));
    return { share: right.length / said.length, kinds: new Set(right).size };
  };
  expect((await grammatical()).share).toBeLessThan(0.05);
  await trainer.fit(data, { steps: 30, batchSize });
  const pretrained = await grammatical();
  await trainer.fit(data, { steps: 90, batchSize });
  const { share, kinds } = await grammatical();
  expect(pretrained.share).toBeGreaterThan(0.2);
  expect(share).toBeGreaterThan(pretrained.share + 0.15);
  // None of the nine sentences is given up.
  expect(kinds).toBe(sentences.length);
  trainer.dispose();
});

/** The mean square error of samples of the data that are encoded and decoded. */
async function errorOf({ trainer, data }: NetworksGame): Promise<number> {
  await trainer.ready();
  const samples = (data as Sampler).sample(500, createRandom(9));
  const again = await trainer.sample(500, { condition: samples });
  const error = tf.tidy(() => tf.mean(tf.square(tf.sub(samples, again))).dataSync()[0]!);
  tf.dispose([samples, again]);
  return error;
}

async function distanceFromRing({ trainer }: NetworksGame): Promise<number> {
  const [samples, real] = [
    await trainer.sample(1000, { seed: 1 }),
    gaussianRing().sample(1000, createRandom(9)),
  ];
  const [p, q] = [(await samples.array()) as number[][], (await real.array()) as number[][]];
  tf.dispose([samples, real]);
  return (await estimateEnergyDistance(p, q, { permutations: 0 })).value;
}
