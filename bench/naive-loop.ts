import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { type GameSize, networksOf, realSamples } from './games';

/** A way to train: steps of it, and the end of it. */
export interface Training {
  /** Trains, and waits until the last loss is known. */
  run(steps: number): Promise<void>;
  dispose(): void;
}

/** What one writes without a library: variableGrads, tf.train.adam, tf.randomNormal. */
export function naiveLoop(game: GameSize): Training {
  const { generator: makeGenerator, discriminator: makeDiscriminator, latentLength } = networksOf(game);
  const [generator, discriminator] = [makeGenerator(), makeDiscriminator()];
  const samples = realSamples(game);
  const [generatorAdam, discriminatorAdam]: [tf.Optimizer, tf.Optimizer] = [
    tf.train.adam(2e-4, 0.5),
    tf.train.adam(2e-4, 0.5),
  ];
  const variables = (model: tfl.LayersModel) =>
    model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [generatorVariables, discriminatorVariables] = [variables(generator), variables(discriminator)];
  const apply = (model: tfl.LayersModel, x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  const noise = () => tf.randomNormal([game.batchSize, latentLength]);

  const step = () => {
    const real = samples.batch();
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
    const generatorStep = tf.variableGrads(
      () => tf.mean(tf.softplus(tf.neg(apply(discriminator, apply(generator, noise()))))),
      generatorVariables,
    );
    generatorAdam.applyGradients(generatorStep.grads);
    return generatorStep.value;
  };

  return {
    async run(steps) {
      for (let count = 1; count < steps; count++) tf.tidy(() => void step());
      const loss = tf.tidy(step);
      await loss.data();
      loss.dispose();
    },
    dispose() {
      for (const each of [generator, discriminator, generatorAdam, discriminatorAdam, samples])
        each.dispose();
    },
  };
}
