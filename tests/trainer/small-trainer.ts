import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { perceptron } from '../support/networks';

/** What small trainers train on. */
export const ring = gaussianRing();

/** A trainer for points of the plane, of two networks with four hidden units. */
export const newTrainer = (more: Partial<TrainerOptions> = {}) =>
  new Trainer({
    generator: perceptron(2, [4], 2),
    discriminator: perceptron(2, [4], 1),
    latent: normalLatent(2),
    ...more,
  });
