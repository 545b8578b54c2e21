import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers';
import { createRandom, gaussianGrid, gaussianRing, normalLatent } from 'gan-core/distributions';
import { minimaxLoss, packSamples } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { measureDivergence, type TrainerOptions } from 'gan-core/trainer';
import { normalizing, trainerWith } from './plane-game';
import type { Refusal } from './refusal';

/** A model that joins two inputs. */
function ofTwoInputs() {
  const inputs = [input({ shape: [2] }), input({ shape: [3] })];
  const joined = layers.concatenate().apply(inputs) as SymbolicTensor;
  return model({ inputs, outputs: layers.dense({ units: 2 }).apply(joined) as SymbolicTensor });
}

/** A discriminator with one weight, which ends in an operation. */
function ending(operation: (outputs: tf.Tensor) => tf.Tensor) {
  const weight = tf.variable(tf.ones([2, 1]));
  return {
    apply: (samples: tf.Tensor) => tf.reshape(operation(tf.matMul(samples, weight as tf.Tensor)), [-1]),
    trainableWeights: [weight],
    dispose: () => weight.dispose(),
  };
}

async function train(options: Partial<TrainerOptions>, batchSize = 8): Promise<void> {
  const trainer = trainerWith(options);
  try {
    await trainer.fit(gaussianRing(), { steps: 1, batchSize });
  } finally {
    trainer.dispose();
  }
}

/** What is refused in training. */
export const trainingRefusals: readonly Refusal[] = [
  {
    what: 'a generator whose samples have another shape than the data',
    why: 'D would have to judge two kinds of samples',
    attempt: () =>
      train({ generator: () => sequential({ layers: [layers.dense({ units: 3, inputShape: [2] })] }) }),
  },
  {
    what: 'a discriminator with several outputs a sample',
    why: 'a loss takes one logit',
    attempt: () =>
      train({ discriminator: () => sequential({ layers: [layers.dense({ units: 10, inputShape: [2] })] }) }),
  },
  {
    what: 'a layer that makes nothing of its input',
    why: 'what comes after it depends on no weight before it, and wasm reads out of bounds',
    attempt: () =>
      train({
        discriminator: () =>
          sequential({
            layers: [
              layers.reshape({ targetShape: [2, 1, 1], inputShape: [2] }),
              layers.conv2d({ filters: 4, kernelSize: [3, 1], name: 'convolution' }),
              layers.flatten(),
              layers.dense({ units: 1 }),
            ],
          }),
      }),
  },
  {
    what: 'batch normalization of one sample',
    why: 'less its own mean it is 0',
    attempt: () =>
      train(
        {
          generator: normalizing,
        },
        1,
      ),
  },
  {
    what: 'networks without anything to train',
    why: 'frozen as a whole, say',
    attempt: () =>
      train({
        generator: () =>
          sequential({ layers: [layers.dense({ units: 2, inputShape: [2], trainable: false })] }),
      }),
  },
  {
    what: 'a network of two inputs',
    why: 'the Trainer has one tensor for it',
    attempt: () => train({ generator: ofTwoInputs }),
  },
  {
    what: 'an operation without a gradient',
    why: 'the weights before it would stand still',
    attempt: () =>
      train({ discriminator: () => ending((outputs) => tf.unique(tf.reshape(outputs, [-1])).values) }),
  },
  {
    what: 'a penalty on gradients through an operation whose gradient has none',
    why: "tfjs's would be wrong without a word",
    attempt: () =>
      train({
        discriminator: () =>
          ending((outputs) =>
            tf.localResponseNormalization(tf.reshape(outputs, [-1, 1, 1, 1]) as tf.Tensor4D),
          ),
        penalties: [r1Penalty({ gamma: 1 })],
      }),
  },
  {
    what: 'an operation that the backend lacks, such as complex numbers on wasm',
    why: 'there is nothing to compute it with',
    attempt: () => train({ discriminator: () => ending((outputs) => tf.real(tf.complex(outputs, outputs))) }),
  },
  {
    what: 'a batch that packs do not divide',
    why: 'a pack that is not full is no pack',
    attempt: () => train({ packing: 3 }, 8),
  },
  {
    what: 'measurements in a run whose data are no sampler, without held-out data',
    why: 'a discriminator learns its training samples by heart',
    attempt: () => {
      const rows = tf.zeros([8, 2]);
      const trainer = trainerWith({ callbacks: [measureDivergence()] });
      return trainer.fit(rows, { steps: 1 }).finally(() => {
        trainer.dispose();
        rows.dispose();
      });
    },
  },
  {
    what: 'pictures as whole numbers',
    why: 'their scale is yours to choose',
    attempt: () => {
      const pictures = tf.zeros([4, 2], 'int32');
      const trainer = trainerWith();
      return trainer.fit(pictures, { steps: 1 }).finally(() => {
        trainer.dispose();
        pictures.dispose();
      });
    },
  },
  {
    what: 'an unknown option',
    why: 'it would be passed over without a word',
    attempt: () => trainerWith({ batchSize: 8 } as never),
  },
  {
    what: 'a seed beyond 2⁵³ − 1',
    why: 'two seeds would give one stream',
    attempt: () => createRandom(2 ** 53),
  },
  {
    what: 'a learning rate of 0 or below',
    why: 'it would stand still, or climb',
    attempt: () => adam({ learningRate: 0 }),
  },
  {
    what: 'more than 2²⁸ values drawn at once',
    why: 'they would take more than a gigabyte',
    attempt: () => normalLatent(1).sample(2 ** 40, createRandom(0)),
  },
  {
    what: 'a grid or ring of more than a million modes',
    why: 'each has its center in memory',
    attempt: () => gaussianGrid({ side: 1e5 }),
  },
  {
    what: 'logits that are no tensor',
    why: 'a loss must be computed from tensors, so that it can be differentiated',
    attempt: () => minimaxLoss().discriminator({ real: [1] as never, fake: tf.zeros([1]) }),
  },
  {
    what: 'packs of a batch that is too small',
    why: 'a pack that is not full is no pack',
    attempt: () => packSamples(tf.zeros([3, 2]), 4),
  },
];
