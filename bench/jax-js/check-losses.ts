import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { GameSize } from '../games';
import { perceptrons } from '../networks';
import type { Jax } from './jax-js';
import { newPlayer, type Perceptron, perceptronStep, type State } from './perceptron-step';

/**
 * Trains in jax-js and in plain tfjs from the same weights, on the same data and noise.
 *
 * @returns the largest difference between the losses of a step
 * @throws where they don't agree: then the two don't compute the same, and their times say nothing
 */
export async function checkLosses(jax: Jax, { batchSize, width }: GameSize, steps = 20): Promise<number> {
  const { generator: makeGenerator, discriminator: makeDiscriminator } = perceptrons(width);
  const [generator, discriminator] = [makeGenerator(), makeDiscriminator()];
  const [generatorAdam, discriminatorAdam] = [newAdam(), newAdam()];
  const takeStep = perceptronStep(jax);
  let state: State = {
    generator: { ...newPlayer(jax, [2, width, width, 2], 1), network: copyOf(jax, generator) },
    discriminator: { ...newPlayer(jax, [2, width, width, 1], 1), network: copyOf(jax, discriminator) },
    steps: jax.numpy.array(0),
  };
  let largest = 0;
  for (let step = 0; step < steps; step++) {
    const batches = [0, 1, 2].map(() => tf.randomNormal([batchSize, 2])) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [real, noiseForD, noiseForG] = batches;
    const [ofD, ofG] = tf.tidy(() => {
      const fake = apply(generator, noiseForD);
      const lossOfD = () => {
        const realTerm = tf.mean(tf.softplus(tf.neg(apply(discriminator, real))));
        return tf.add<tf.Scalar>(realTerm, tf.mean(tf.softplus(apply(discriminator, fake))));
      };
      const lossOfG = (): tf.Scalar =>
        tf.mean(tf.softplus(tf.neg(apply(discriminator, apply(generator, noiseForG)))));
      return [descend(discriminator, discriminatorAdam, lossOfD), descend(generator, generatorAdam, lossOfG)];
    });
    const arrays = batches.map((batch) =>
      jax.numpy.array(batch.dataSync() as Float32Array).reshape([batchSize, 2]),
    );
    const after = takeStep(state, arrays[0]!, arrays[1]!, arrays[2]!);
    state = after.state;
    const [jaxOfD] = await after.losses.discriminator.data();
    const [jaxOfG] = await after.losses.generator.data();
    largest = Math.max(largest, Math.abs(ofD! - jaxOfD!), Math.abs(ofG! - jaxOfG!));
    tf.dispose(batches);
  }
  jax.tree.dispose(state);
  for (const each of [generator, discriminator, generatorAdam, discriminatorAdam]) each.dispose();
  if (!(largest < 1e-3)) throw new Error(`The losses in jax-js differ from those in tfjs by ${largest}.`);
  return largest;
}

function newAdam(): tf.Optimizer {
  return tf.train.adam(2e-4, 0.5, 0.999, 1e-7);
}

function apply(model: tfl.LayersModel, x: tf.Tensor): tf.Tensor {
  return model.apply(x, { training: true }) as tf.Tensor;
}

/** One step down the loss; gives its value before. */
function descend(model: tfl.LayersModel, optimizer: tf.Optimizer, loss: () => tf.Scalar): number {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { value, grads } = tf.variableGrads(loss, variables);
  optimizer.applyGradients(grads);
  return value.dataSync()[0]!;
}

function copyOf({ numpy }: Jax, model: tfl.LayersModel): Perceptron {
  const arrays = model
    .getWeights()
    .map((weight) => numpy.array(weight.dataSync() as Float32Array).reshape(weight.shape));
  return Array.from({ length: arrays.length / 2 }, (_, layer) => ({
    weight: arrays[2 * layer]!,
    bias: arrays[2 * layer + 1]!,
  }));
}
