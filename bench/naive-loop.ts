import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Networks } from './networks';

/** What one writes without a library: variableGrads, tf.train.adam, tf.randomNormal. */
export function naiveLoop(
  { generator, discriminator, latentLength }: Networks,
  batchSize: number,
  sample: () => tf.Tensor,
): (steps: number) => Promise<void> {
  const [generatorAdam, discriminatorAdam]: [tf.Optimizer, tf.Optimizer] = [
    tf.train.adam(2e-4, 0.5),
    tf.train.adam(2e-4, 0.5),
  ];
  const variables = (model: tfl.LayersModel) =>
    model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [generatorVariables, discriminatorVariables] = [variables(generator), variables(discriminator)];
  const apply = (model: tfl.LayersModel, x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  const noise = () => tf.randomNormal([batchSize, latentLength]);
  return async (steps) => {
    for (let step = 0; step < steps; step++) {
      tf.tidy(() => {
        const real = sample();
        const fake = apply(generator, noise());
        const discriminatorStep = tf.variableGrads(
          () =>
            tf.add(
              tf.mean(tf.softplus(tf.neg(apply(discriminator, real)))),
              tf.mean(tf.softplus(apply(discriminator, fake))),
            ),
          discriminatorVariables,
        );
        discriminatorAdam.applyGradients(discriminatorStep.grads);
        const generatorStep = tf.variableGrads(() => {
          const samples = apply(generator, noise());
          return tf.mean(tf.softplus(tf.neg(apply(discriminator, samples))));
        }, generatorVariables);
        generatorAdam.applyGradients(generatorStep.grads);
      });
    }
  };
}
