import * as tf from '@tensorflow/tfjs-core';
import * as penalties from 'gan-core/penalties';
import { type Recipe, recipe } from './recipe';
import { discriminate, inputs, logits, random, samples } from './step-arguments';

const penalty = (name: string, make: () => penalties.Penalty) =>
  recipe(
    `${name}().compute`,
    (given) => {
      const made = make();
      try {
        return made.compute(given);
      } finally {
        made.dispose?.();
      }
    },
    inputs,
  );
const leCam = (use: (made: penalties.Penalty, given: never) => unknown) => (given: never) => {
  const made = penalties.leCamPenalty();
  try {
    return use(made, given);
  } finally {
    made.dispose?.();
  }
};

export const recipesOfPenalties: readonly Recipe[] = [
  recipe('r1GradientPenalty', penalties.r1GradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { gamma: 1 },
  })),
  recipe('r2GradientPenalty', penalties.r2GradientPenalty, () => ({
    discriminate,
    fake: samples(),
    options: { gamma: 1 },
  })),
  recipe('wganGpGradientPenalty', penalties.wganGpGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { weight: 1, target: 1, oneSided: true, interpolation: tf.fill([4], 0.5) },
  })),
  recipe('wganGpGradientPenalty', penalties.wganGpGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { seed: 1 },
  })),
  recipe('zeroCenteredGradientPenalty', penalties.zeroCenteredGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { weight: 1, random: random() },
  })),
  recipe('zeroCenteredGradientPenalty', penalties.zeroCenteredGradientPenalty, () => ({
    discriminate,
    real: samples(),
    fake: samples(),
    options: { interpolation: tf.fill([4], 0.5) },
  })),
  recipe('draganGradientPenalty', penalties.draganGradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { weight: 1, noise: samples() },
  })),
  recipe('draganGradientPenalty', penalties.draganGradientPenalty, () => ({
    discriminate,
    real: samples(),
    options: { random: random() },
  })),
  recipe('leCamRegularization', penalties.leCamRegularization, () => ({
    realLogits: logits(),
    fakeLogits: logits(),
    anchors: { real: 0.5, fake: tf.scalar(0.5) },
    options: { weight: 1 },
  })),
  recipe('r1Penalty', penalties.r1Penalty, () => ({ options: { gamma: 1, every: 2 } })),
  recipe('r2Penalty', penalties.r2Penalty, () => ({ options: { gamma: 1, every: 2 } })),
  recipe('wganGpPenalty', penalties.wganGpPenalty, () => ({
    options: { weight: 1, target: 1, oneSided: true, every: 2 },
  })),
  recipe('zeroCenteredPenalty', penalties.zeroCenteredPenalty, () => ({ options: { weight: 1, every: 2 } })),
  recipe('draganPenalty', penalties.draganPenalty, () => ({ options: { weight: 1, every: 2 } })),
  recipe('leCamPenalty', penalties.leCamPenalty, () => ({ options: { weight: 1, decay: 0.5 } })),
  penalty('r1Penalty', penalties.r1Penalty),
  penalty('r2Penalty', penalties.r2Penalty),
  penalty('wganGpPenalty', penalties.wganGpPenalty),
  penalty('zeroCenteredPenalty', penalties.zeroCenteredPenalty),
  penalty('draganPenalty', penalties.draganPenalty),
  penalty('leCamPenalty', penalties.leCamPenalty),
  recipe(
    'leCamPenalty().restore',
    leCam((made, state) => made.restore?.(state)),
    () => ({
      state: { updates: 1, tensors: { real: tf.scalar(1), fake: tf.scalar(2) } },
    }),
  ),
  recipe(
    'leCamPenalty().save',
    leCam((made) => made.save?.()),
    () => ({}),
  ),
];
