import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import type { TrainerOptions } from 'gan-core/trainer';
import { perceptron } from '../support/networks';

export const ring = gaussianRing();
export const options = (): TrainerOptions => ({
  generator: perceptron(4, [8], 2),
  discriminator: perceptron(2, [8], 1),
  latent: normalLatent(4),
});

/** A model that joins two inputs: of labels, say. */
export function ofTwoInputs(width: number, units: number) {
  const inputs = [tfl.input({ shape: [width] }), tfl.input({ shape: [3] })];
  const joined = tfl.layers.concatenate().apply(inputs) as tfl.SymbolicTensor;
  return tfl.model({ inputs, outputs: tfl.layers.dense({ units }).apply(joined) as tfl.SymbolicTensor });
}
