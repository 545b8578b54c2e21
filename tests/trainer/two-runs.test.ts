import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { adaptiveAugmentation, augmented, diffAugment, horizontalFlip } from 'gan-core/augmentation';
import { createRandom, gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import * as losses from 'gan-core/losses';
import * as optimizers from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import { GameTrainer, Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { adversarialGame } from './updates/adversarial-game';

onCpu();

const { nonSaturatingLoss, withLabelNoise, fGanLoss } = losses;

/** Points of the plane. */
const ofPoints = (): TrainerOptions => ({
  generator: perceptron(2, [6], 2),
  discriminator: perceptron(2, [6], 1),
  latent: normalLatent(2),
  seed: 4,
});

const convolutional = () =>
  sequential({
    layers: [
      layers.conv2d({ filters: 3, kernelSize: 3, activation: 'relu', inputShape: [4, 4, 1] }),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });

/** Pictures of 4 × 4, whose D sees them augmented. */
const ofPictures = (augment: Parameters<typeof augmented>[1]): TrainerOptions => ({
  generator: () =>
    sequential({
      layers: [layers.dense({ units: 16, inputShape: [2] }), layers.reshape({ targetShape: [4, 4, 1] })],
    }),
  discriminator: () => augmented(convolutional(), augment),
  latent: normalLatent(2),
  seed: 4,
});
const pictures: Sampler = {
  shape: [4, 4, 1],
  sample: (count, random) =>
    tf.tidy(() => tf.reshape(normalLatent(16).sample(count, random), [count, 4, 4, 1])),
};

/** The last report, and samples after it, of runs of so many steps. */
async function played(options: TrainerOptions, data: Sampler, parts: readonly number[]) {
  const trainer = new Trainer(options);
  for (const steps of parts) await trainer.fit(data, { steps, reportEvery: 5, batchSize: 6 });
  const { seconds: _, ...report } = trainer.reports.at(-1)!;
  const samples = await trainer.sample(3, { latent: tf.ones([3, 2]) });
  const values = [...samples.dataSync()];
  trainer.dispose();
  return { report, values };
}

/** Options are made twice: what an augmentation or a term keeps must not be shared by the two. */
async function checkTwoRuns(make: () => TrainerOptions, data: Sampler = gaussianRing()) {
  const whole = await played(make(), data, [10]);
  expect(whole.report.step).toBe(10);
  expect(await played(make(), data, [5, 5])).toEqual(whole);
}

const isGame = (value: unknown): value is losses.AdversarialLoss =>
  typeof value === 'object' && value !== null && 'discriminator' in value && 'generator' in value;
/** Every function of gan-core/losses that gives a game without an argument. */
const games = Object.entries(losses).flatMap(([name, make]) => {
  if (!/Loss$/.test(name) || /(Discriminator|Generator)Loss$|^fGanLoss$|^with/.test(name)) return [];
  const game = (() => {
    try {
      return (make as () => unknown)();
    } catch {
      return undefined;
    }
  })();
  return isGame(game) ? [[name, make as () => losses.AdversarialLoss] as const] : [];
});
const fGans = Object.entries(losses).filter(([name]) => /^(?!alpha).*FDivergence$/.test(name));
/** Every term, which may be lazy where its source has it so. */
const terms = Object.entries(penalties).filter(([name]) => /^(?!.*Gradient).*Penalty$/.test(name));

describe('two runs of n steps are one of 2n', () => {
  it('and all that ships is among them', () => {
    expect(games.map(([name]) => name).sort()).toEqual([
      'hingeLoss',
      'leastSquaresLoss',
      'minimaxLoss',
      'nonSaturatingLoss',
      'relativisticAverageLoss',
      'relativisticLoss',
      'wassersteinLoss',
    ]);
    expect([fGans.length, terms.length]).toEqual([9, 6]);
  });

  it.each(games)('%s', async (_, make) => checkTwoRuns(() => ({ ...ofPoints(), loss: make() })));

  it.each(fGans)('fGanLoss of %s', async (_, divergence) =>
    checkTwoRuns(() => ({ ...ofPoints(), loss: fGanLoss(divergence as losses.FDivergence) })),
  );

  it('fGanLoss of an α-divergence', () =>
    checkTwoRuns(() => ({ ...ofPoints(), loss: fGanLoss(losses.alphaFDivergence(0.5)) })));

  it('label noise, by a stream of its own', () =>
    checkTwoRuns(() => ({
      ...ofPoints(),
      loss: withLabelNoise(nonSaturatingLoss(), { share: 0.3, random: createRandom(7) }),
    })));

  it.each(
    terms
      .flatMap(([name, make]) => [1, 3].map((every) => [name, every, make] as const))
      .filter(
        ([name, every]) => every === 1 || name !== 'leCamPenalty', // it is in every step
      ),
  )('%s in every step of %i', async (_, every, make) =>
    checkTwoRuns(() => ({
      ...ofPoints(),
      terms: [(make as (options: object) => penalties.LossTerm)(every === 1 ? {} : { every })],
    })),
  );

  it.each([
    ['DiffAugment', diffAugment],
    ['flips', horizontalFlip],
  ] as const)('%s', async (_, make) => checkTwoRuns(() => ofPictures(make()), pictures));

  it('adaptive augmentation, whose p moves', () =>
    checkTwoRuns(() => {
      const { augment, term } = adaptiveAugmentation({ initial: 0.5, kimg: 0.1, interval: 2 });
      return { ...ofPictures(augment), terms: [term] };
    }, pictures));

  it('gradient accumulation, clipping, averages, packs, several steps of D', () =>
    checkTwoRuns(() => ({
      ...ofPoints(),
      discriminator: perceptron(4, [6], 1),
      packing: 2,
      discriminatorSteps: (step: number) => 1 + (step % 3),
      generatorOptimizer: optimizers.withGradientAccumulation(optimizers.adam(), 3),
      discriminatorOptimizer: optimizers.withWeightClipping(optimizers.rmsProp(), { limit: 0.05 }),
      generatorEma: { decay: 0.9 },
    })));

  it('a game of any networks, with averages', async () => {
    const run = async (...parts: number[]) => {
      const trainer = new GameTrainer({ ...adversarialGame(), averages: { networks: ['g'], decay: 0.9 } });
      for (const steps of parts) await trainer.fit(gaussianRing(), { steps, reportEvery: 5, batchSize: 6 });
      const samples = await trainer.sample(3, { seed: 1 });
      const values = [...samples.dataSync()];
      const { losses: last } = trainer.reports.at(-1)!;
      trainer.dispose();
      return { last, values };
    };
    expect(await run(5, 5)).toEqual(await run(10));
  });
});
