import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { sgd } from 'gan-core/optimizers';
import type { TrainableModel, TrainerOptions } from 'gan-core/trainer';

/** A network x ↦ x·w of one's own, with what else it gives. */
export const linear = (
  weight: tf.Variable,
  others: (x: tf.Tensor) => tf.Tensor[] = () => [],
): TrainableModel => ({
  trainableWeights: [weight],
  apply: (x: tf.Tensor) => {
    const y = tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D);
    return others.length === 0 ? y : [y, ...others(x)];
  },
});
export const weights = (...rows: number[][]) => tf.variable(tf.tensor2d(rows));
export const rate = 0.1;
export const options = (more: Partial<TrainerOptions>): TrainerOptions => ({
  generator: linear(weights([1], [0])),
  discriminator: linear(weights([0.5])),
  latent: normalLatent(2),
  loss: wassersteinLoss(),
  generatorOptimizer: sgd({ learningRate: rate }),
  discriminatorOptimizer: sgd({ learningRate: rate }),
  seed: 3,
  ...more,
});
