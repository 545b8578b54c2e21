import { tensor2d, tidy, tile } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { r1Penalty } from 'gan-core/penalties';

const perceptron = (outputs, hidden) => () =>
  tfl.sequential({
    layers: [
      tfl.layers.dense({ units: hidden, activation: 'tanh', inputShape: [2] }),
      tfl.layers.dense({ units: outputs }),
    ],
  });

/** A small game, the same in the Trainer's thread and in the workers. */
export const game = {
  generator: perceptron(2, 8),
  discriminator: perceptron(1, 8),
  latent: normalLatent(2),
  loss: nonSaturatingLoss(),
  terms: [r1Penalty({ gamma: 1, every: 2 })],
};

/** The game with the same noise for every sample, so that it doesn't matter which thread draws it. */
export const gameOfConstantNoise = {
  ...game,
  latent: { shape: [2], sample: (count) => tidy(() => tile(tensor2d([[0.3, -1.2]]), [count, 1])) },
};

/** The game with a larger discriminator. */
export const largerGame = { ...game, discriminator: perceptron(1, 9) };

/** The game with a loss that fails from the third time on that it is asked. */
export function failingGame() {
  let calls = 0;
  const { loss } = game;
  const discriminator = (logits) => {
    if (++calls > 2) throw new Error('the loss is out of order');
    return loss.discriminator(logits);
  };
  return { ...game, loss: { ...loss, discriminator } };
}

/** The game with a loss that ends its thread in the third step. */
export function endingGame(end) {
  let calls = 0;
  const { loss } = game;
  const discriminator = (logits) => {
    if (++calls > 2) end();
    return loss.discriminator(logits);
  };
  return { ...game, loss: { ...loss, discriminator } };
}
