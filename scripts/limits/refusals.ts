import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { isGanCoreError } from 'gan-core';
import { createRandom, gaussianGrid, gaussianRing, normalLatent } from 'gan-core/distributions';
import { gaussianTotalVariation, klDivergence } from 'gan-core/divergences';
import {
  estimateDensityRatioByLogisticRegression,
  estimateEnergyDistance,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbours,
  estimateWasserstein1,
  gaussianFamily,
} from 'gan-core/estimators';
import { minimaxLoss, packSamples } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
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
    why: 'what comes after it hangs on no weight before it, and wasm reads beside the tensor',
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
    what: 'a batch that packs do not divide',
    why: 'a pack that is not full is no pack',
    attempt: () => train({ packing: 3 }, 8),
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
    what: 'an option that is none',
    why: 'it would be passed over without a word',
    attempt: () => trainerWith({ batchSize: 8 } as never),
  },
  {
    what: 'a seed beyond 2⁵³ − 1',
    why: 'two seeds would give one stream',
    attempt: () => createRandom(2 ** 53),
  },
  { what: 'a learning rate below 0', why: 'it would climb', attempt: () => adam({ learningRate: -1 }) },
  {
    what: 'more samples at once than a tensor holds',
    why: 'the memory is not there',
    attempt: () => normalLatent(1).sample(2 ** 40, createRandom(0)),
  },
  {
    what: 'a mixture of more modes than can be told apart',
    why: 'the memory is not there',
    attempt: () => gaussianGrid({ side: 1e5 }),
  },
  {
    what: 'logits that are no tensor',
    why: 'a loss is a tensor of tensors, for its gradient',
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
    what: 'values that are no finite numbers',
    why: 'NaN, null, text and holes are never taken for 0',
    attempt: () => estimateEnergyDistance([[1], [2], [Number.NaN]], [[1], [2], [3]]),
  },
  {
    what: 'values beyond ±1e70',
    why: "their squares' squares overflow",
    attempt: () => estimateEnergyDistance([[1], [2], [1e71]], [[1], [2], [3]]),
  },
  {
    what: 'samples of several dimensions',
    why: 'distances have no meaning between them',
    attempt: () => estimateEnergyDistance(normalSamples(9, 2, 1), normalSamples(9, 3, 2)),
  },
  {
    what: 'samples that are almost all copies',
    why: 'a density has none',
    attempt: () => estimateKlByNeighbours(Array(100).fill([1]), normalSamples(100, 1, 1)),
  },
  {
    what: 'samples of p in fewer dimensions than those of q',
    why: 'no density is common to both, and KL is infinite',
    attempt: () =>
      estimateKlByNeighbours(
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
    attempt: () => estimateWasserstein1(normalSamples(2001, 2, 1), normalSamples(2001, 2, 2)),
  },
  {
    what: 'logistic regression on more than some thousand features',
    why: 'its time grows with their cube',
    attempt: () =>
      estimateDensityRatioByLogisticRegression(normalSamples(300, 200, 1), normalSamples(300, 200, 2)),
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
    if (isGanCoreError(error)) return error.message;
    throw new Error(`${what}: an error of the inside`, { cause: error });
  }
  throw new Error(`${what}: not refused`);
}
