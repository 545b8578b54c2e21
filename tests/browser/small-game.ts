import { normalLatent } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import type { GameOptions } from 'gan-core/trainer';
import { perceptron } from '../support/networks';

/** A game that the page and its workers play alike. */
export const smallGame: GameOptions = {
  generator: perceptron(2, [16], 2),
  discriminator: perceptron(2, [16], 1),
  latent: normalLatent(2),
  terms: [r1Penalty({ gamma: 1 })],
};
