import * as tf from '@tensorflow/tfjs-core';
import { normalLatent, Trainer } from 'gan-core';
import { perceptron } from '../../support/networks';

/** A generator that only shifts its noise: P_G = N(shift, 1), so that the divergence is known. */
export function shifting(shift: number) {
  const weight = tf.variable(tf.tensor1d([shift]));
  return {
    trainableWeights: [weight],
    apply: (z: tf.Tensor) => tf.add(z, weight),
    dispose: () => weight.dispose(),
  };
}

export function shiftTrainer(shift: number) {
  return new Trainer({
    generator: () => shifting(shift),
    discriminator: perceptron(1, [4], 1),
    latent: normalLatent(1),
    seed: 1,
  });
}
