import { layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';

/** A game in the plane that trains, but for what the options change in it. */
export function trainerWith(options: Partial<TrainerOptions> = {}): Trainer {
  return new Trainer({
    generator: () => sequential({ layers: [layers.dense({ units: 2, inputShape: [2] })] }),
    discriminator: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }),
    latent: normalLatent(2),
    ...options,
  });
}

/** A generator with batch normalization. */
export const normalizing = () =>
  sequential({
    layers: [
      layers.dense({ units: 4, inputShape: [2] }),
      layers.batchNormalization({ name: 'norm' }),
      layers.dense({ units: 2 }),
    ],
  });
