/**
 * Augmentations of D's samples that gradients pass through: DiffAugment, adaptive augmentation (ADA), horizontal flips.
 *
 * @packageDocumentation
 */
export type { Penalty, PenaltyInputs } from '../penalties';
export type { Random } from '../random';
export type { ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export {
  type AdaptiveAugmentation,
  type AdaptiveAugmentationOptions,
  adaptiveAugmentation,
} from './adaptive-augmentation';
export type { Augment } from './augment';
export { augmented } from './augmented';
export { type DiffAugmentOptions, type DiffAugmentPolicy, diffAugment } from './diff-augment';
export { horizontalFlip } from './horizontal-flip';
