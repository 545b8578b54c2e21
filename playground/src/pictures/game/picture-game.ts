import { augmented, type DiffAugmentPolicy, diffAugment } from 'gan-core/augmentation';
import { normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import type { TrainerOptions } from 'gan-core/trainer';
import { planeLoss } from '../../game/plane-loss';
import type { AugmentationName } from '../settings/picture-choices';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import { pictureDiscriminator, pictureGenerator } from './picture-networks';

/** DCGAN's: less than Adam's usual 0.9, with which both networks overshoot. */
const beta1 = 0.5;

const policies: Readonly<Record<AugmentationName, readonly DiffAugmentPolicy[]>> = {
  none: [],
  translation: ['translation'],
  'translation-cutout': ['translation', 'cutout'],
  all: ['color', 'translation', 'cutout'],
};

/** The game of some settings, as the Trainer takes it. */
export function pictureGame(settings: PictureSettings): TrainerOptions {
  const { noiseSize, generatorFilters, discriminatorFilters, learningRate, averageDecay, r1 } = settings;
  const shape = pictureShape(settings);
  const policy = policies[settings.augmentation];
  const discriminator = () => pictureDiscriminator({ shape, filters: discriminatorFilters });
  return {
    generator: () => pictureGenerator(noiseSize, { shape, filters: generatorFilters }),
    discriminator: () =>
      policy.length > 0 ? augmented(discriminator(), diffAugment({ policy })) : discriminator(),
    latent: normalLatent(noiseSize),
    loss: planeLoss(settings.loss),
    terms: r1 > 0 ? [r1Penalty({ gamma: r1 })] : [],
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    ...(averageDecay > 0 ? { generatorEma: { decay: averageDecay } } : {}),
    seed: settings.seed,
  };
}
