import type { DiffAugmentPolicy } from 'gan-core/augmentation';
import type { AugmentationName } from '../settings/picture-choices';

/** What each augmentation's name stands for. */
export const augmentationPolicies: Readonly<Record<AugmentationName, readonly DiffAugmentPolicy[]>> = {
  none: [],
  translation: ['translation'],
  'translation-cutout': ['translation', 'cutout'],
  all: ['color', 'translation', 'cutout'],
};
