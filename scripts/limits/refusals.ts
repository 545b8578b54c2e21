import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers';
import { isGanCoreError } from 'gan-core';
import { createRandom, gaussianGrid, gaussianRing, normalLatent } from 'gan-core/distributions';
import { gaussianTotalVariation, klDivergence } from 'gan-core/divergences';
import {
  estimateDensityRatioByLogisticRegression,
  estimateEnergyDistance,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbors,
  estimateWasserstein,
  gaussianFamily,
} from 'gan-core/estimators';
import { minimaxLoss, packSamples } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { measureDivergence, Trainer, type TrainerOptions } from 'gan-core/trainer';
import { normalSamples } from './samples';

/** Something that gan-core refuses. */
export interface Refusal {
  readonly what: string;
  readonly why: string;
  attempt(): unknown;
}

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
        terms: [r1Penalty({ gamma: 1 })],
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

/** What is refused in measuring. */
export const measuringRefusals: readonly Refusal[] = [
  {
    what: "values that aren't finite numbers",
    why: 'NaN, null, text and holes are never taken for 0',
    attempt: () => estimateEnergyDistance([[1], [2], [Number.NaN]], [[1], [2], [3]]),
  },
  {
    what: 'values beyond ±1e70',
    why: "their squares' squares overflow",
    attempt: () => estimateEnergyDistance([[1], [2], [1e71]], [[1], [2], [3]]),
  },
  {
    what: 'samples of p and q of different dimensions',
    why: 'distances have no meaning between them',
    attempt: () => estimateEnergyDistance(normalSamples(9, 2, 1), normalSamples(9, 3, 2)),
  },
  {
    what: 'samples that are almost all copies',
    why: 'a density has none',
    attempt: () =>
      estimateKlByNeighbors(
        [...Array<number[]>(95).fill([1]), [2], [3], [5], [7], [8]],
        normalSamples(100, 1, 1),
      ),
  },
  {
    what: 'KL where p or q lies on fewer dimensions than the other',
    why: 'it is infinite',
    attempt: () =>
      estimateKlByNeighbors(
        Array.from({ length: 100 }, (_, index) => [index, 0]),
        normalSamples(100, 2, 1),
      ),
  },
  {
    what: 'a Gaussian fitted to samples that lie flat',
    why: 'its density is infinite there',
    attempt: () =>
      estimateKlByMaximumLikelihood(
        Array.from({ length: 100 }, (_, index) => [index, 2 * index]),
        normalSamples(100, 2, 1),
        { family: gaussianFamily() },
      ),
  },
  {
    what: 'exact transport of more than 2,000 samples, beyond one dimension',
    why: 'its time grows with their cube',
    attempt: () => estimateWasserstein(normalSamples(2001, 2, 1), normalSamples(2001, 2, 2), { order: 1 }),
  },
  {
    what: 'exact transport of unequally many samples, beyond one dimension',
    why: 'its plan pairs each sample with one',
    attempt: () => estimateWasserstein(normalSamples(100, 2, 1), normalSamples(90, 2, 2), { order: 1 }),
  },
  {
    what: 'logistic regression on more than 1,000 features',
    why: 'its time grows with the square of their number for each sample',
    attempt: () =>
      estimateDensityRatioByLogisticRegression(normalSamples(300, 200, 1), normalSamples(300, 200, 2)),
  },
  {
    what: 'a Trainer measured on more than 2²⁸ values of each side',
    why: 'they are held in memory',
    attempt: async () => {
      const trainer = trainerWith();
      return trainer.measure(gaussianRing(), { samples: 1e9 }).finally(() => trainer.dispose());
    },
  },
  {
    what: 'probabilities that do not sum to 1',
    why: 'they are not made to',
    attempt: () => klDivergence([0.5, 0.6], [0.5, 0.5]),
  },
  {
    what: 'total variation of Gaussians that differ along three axes',
    why: 'its integral has no closed form there',
    attempt: () =>
      gaussianTotalVariation(
        { mean: [0, 0, 0], covariance: [1, 1, 1] },
        { mean: [0, 0, 0], covariance: [2, 3, 4] },
      ),
  },
];

/** The message of a refusal. */
export async function messageOf({ what, attempt }: Refusal): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    // A word of the class where it isn't the one that the page speaks of.
    if (isGanCoreError(error))
      return `${isGanCoreError(error, 'ERR_ARGUMENT') ? '' : `\`${error.name}\`: `}${error.message}`;
    throw new Error(`${what}: an error of the inside`, { cause: error });
  }
  throw new Error(`${what}: not refused`);
}
