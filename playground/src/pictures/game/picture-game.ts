import { augmented, diffAugment } from 'gan-core/augmentation';
import { normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import type { TrainerOptions } from 'gan-core/trainer';
import { planeLoss } from '../../game/plane-loss';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import { augmentationPolicies } from './augmentation-policies';
import { pictureBeta1 } from './picture-beta1';
import { pictureDiscriminator, pictureGenerator } from './picture-networks';

/** The game of some settings, as the Trainer takes it. */
export function pictureGame(settings: PictureSettings): TrainerOptions {
  const { noiseSize, generatorFilters, discriminatorFilters, learningRate, averageDecay, r1 } = settings;
  const shape = pictureShape(settings);
  const policy = augmentationPolicies[settings.augmentation];
  const discriminator = () => pictureDiscriminator({ shape, filters: discriminatorFilters });
  return {
    generator: () => pictureGenerator(noiseSize, { shape, filters: generatorFilters }),
    discriminator: () =>
      policy.length > 0 ? augmented(discriminator(), diffAugment({ policy })) : discriminator(),
    latent: normalLatent(noiseSize),
    loss: planeLoss(settings.loss),
    terms: r1 > 0 ? [r1Penalty({ gamma: r1 })] : [],
    generatorOptimizer: adam({ learningRate, beta1: pictureBeta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1: pictureBeta1 }),
    ...(averageDecay > 0 ? { generatorEma: { decay: averageDecay } } : {}),
    seed: settings.seed,
  };
}
