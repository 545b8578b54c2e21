import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import * as losses from 'gan-core/losses';
import { type Recipe, recipe } from './recipe';

const logits = (...shape: number[]) => tf.fill(shape.length > 0 ? shape : [4, 1], 0.5);
const both = () => ({ realLogits: logits(), fakeLogits: logits() });
const reduction = 'sum';
const divergence = losses.klFDivergence;

type Name = keyof typeof losses;
const all = (names: readonly Name[], given: Recipe['given']) =>
  names.map((name) => recipe(name, losses[name] as Recipe['call'], given));

/** The two halves of a game, and what its loss reads as. */
const game = (name: string, make: () => losses.StandaloneLoss): Recipe[] => [
  recipe(
    `${name}().discriminator`,
    (given) => make().discriminator(given),
    () => ({ logits: { real: logits(), fake: logits() } }),
    ['realLogits', 'fakeLogits'],
  ),
  recipe(
    `${name}().generator`,
    (given) => make().generator(given),
    () => ({ logits: { real: logits(), fake: logits() } }),
    ['realLogits', 'fakeLogits'],
  ),
  ...(make().divergence
    ? [
        recipe(
          `${name}().divergence.fromDiscriminatorLoss`,
          (loss) => make().divergence?.fromDiscriminatorLoss(loss),
          () => ({ loss: 0.5 }),
        ),
      ]
    : []),
];

/** The methods of a divergence that losses use. */
const fDivergence = (name: string, made: losses.FDivergence): Recipe[] => [
  recipe(`${name}.f`, made.f, () => ({ u: 0.5 })),
  recipe(`${name}.derivative`, made.derivative, () => ({ u: 0.5 })),
  recipe(`${name}.conjugate`, made.conjugate, () => ({ t: logits() })),
  recipe(`${name}.outputActivation`, made.outputActivation, () => ({ v: logits() })),
  ...(made.conjugateOfOutput
    ? [recipe(`${name}.conjugateOfOutput`, made.conjugateOfOutput, () => ({ v: logits() }))]
    : []),
  ...(made.fromBound ? [recipe(`${name}.fromBound`, made.fromBound, () => ({ bound: 0.5 }))] : []),
];
const fDivergences = Object.entries(losses).filter(
  (entry): entry is [string, losses.FDivergence] => typeof entry[1] === 'object',
);

export const recipesOfLosses: readonly Recipe[] = [
  ...all(
    [
      'hingeDiscriminatorLoss',
      'leastSquaresDiscriminatorLoss',
      'relativisticAverageDiscriminatorLoss',
      'relativisticAverageGeneratorLoss',
      'relativisticDiscriminatorLoss',
      'relativisticGeneratorLoss',
      'wassersteinDiscriminatorLoss',
    ],
    () => ({ ...both(), options: { reduction } }),
  ),
  ...all(
    [
      'hingeGeneratorLoss',
      'leastSquaresGeneratorLoss',
      'minimaxGeneratorLoss',
      'nonSaturatingGeneratorLoss',
      'wassersteinGeneratorLoss',
    ],
    () => ({ fakeLogits: logits(), options: { reduction } }),
  ),
  ...all(['minimaxDiscriminatorLoss'], () => ({
    ...both(),
    options: { labelSmoothing: 0.1, reduction: 'none' },
  })),
  ...all(['fGanDiscriminatorLoss'], () => ({
    ...both(),
    options: { divergence: { ...divergence }, reduction },
  })),
  ...all(['fGanGeneratorLoss'], () => ({
    fakeLogits: logits(),
    options: { divergence: { ...divergence }, form: 'alternative', reduction: 'none' },
  })),
  ...all(['auxiliaryClassifierLoss'], () => ({
    classLogits: logits(4, 3),
    labels: tf.zeros([4], 'int32'),
    options: { reduction },
  })),
  ...all(['featureMatchingLoss'], () => ({
    realFeatures: [logits(4, 3), logits(4, 2)],
    fakeFeatures: [logits(2, 3), logits(2, 2)],
  })),
  ...all(['featureMatchingLoss'], () => ({ realFeatures: logits(4, 3), fakeFeatures: logits(2, 3) })),
  ...all(['packSamples'], () => ({ samples: logits(4, 2, 2, 1), m: 2 })),
  ...all(['flipLabels'], () => ({ ...both(), noise: { share: 0.1, random: createRandom(1) } })),
  ...all(['withLabelNoise'], () => ({
    loss: losses.hingeLoss(),
    noise: { share: 0.1, random: createRandom(1) },
  })),
  ...all(['minimaxLoss', 'nonSaturatingLoss'], () => ({ options: { labelSmoothing: 0.1 } })),
  ...all(
    ['hingeLoss', 'leastSquaresLoss', 'wassersteinLoss', 'relativisticLoss', 'relativisticAverageLoss'],
    () => ({}),
  ),
  ...all(['fGanLoss'], () => ({ divergence: { ...divergence }, options: { form: 'saturating' } })),
  ...all(['alphaFDivergence'], () => ({ alpha: 0.5 })),
  ...game('minimaxLoss', losses.minimaxLoss),
  ...game('nonSaturatingLoss', losses.nonSaturatingLoss),
  ...game('hingeLoss', losses.hingeLoss),
  ...game('leastSquaresLoss', losses.leastSquaresLoss),
  ...game('wassersteinLoss', losses.wassersteinLoss),
  ...game('relativisticLoss', losses.relativisticLoss),
  ...game('relativisticAverageLoss', losses.relativisticAverageLoss),
  ...game('fGanLoss', () => losses.fGanLoss(losses.jensenShannonFDivergence)),
  ...game('withLabelNoise', () =>
    losses.withLabelNoise(losses.hingeLoss(), { share: 0.1, random: createRandom(1) }),
  ),
  ...fDivergences.flatMap(([name, made]) => fDivergence(name, made)),
  ...fDivergence('alphaFDivergence(0.5)', losses.alphaFDivergence(0.5)),
];
