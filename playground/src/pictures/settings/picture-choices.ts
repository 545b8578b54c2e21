import type { Choice } from '../../settings/choices';

/** What a run may be trained on. */
export const pictureDataChoices = [
  { name: 'digits', title: 'Handwritten digits (MNIST)' },
  { name: 'own', title: 'Your own pictures' },
] as const satisfies readonly Choice[];

/** Games that pictures are usually trained by. */
export const pictureLossChoices = [
  { name: 'non-saturating', title: 'Non-saturating (usual)' },
  { name: 'minimax', title: 'Minimax (the lecture’s V)' },
  { name: 'least-squares', title: 'Least squares' },
  { name: 'hinge', title: 'Hinge' },
  { name: 'wasserstein', title: 'Wasserstein' },
  { name: 'relativistic', title: 'Relativistic (R3GAN)' },
] as const satisfies readonly Choice[];

/** Changes of D's pictures. */
export const augmentationChoices = [
  { name: 'none', title: 'None' },
  { name: 'translation', title: 'DiffAugment: translation' },
  { name: 'translation-cutout', title: 'DiffAugment: translation, cutout' },
  { name: 'all', title: 'DiffAugment: color, translation, cutout' },
] as const satisfies readonly Choice[];

/** Sides of one's own pictures once they are scaled. */
export const sizeChoices = [
  { name: '28', title: '28 × 28' },
  { name: '32', title: '32 × 32' },
] as const satisfies readonly Choice[];

/** Channels of one's own pictures. */
export const channelChoices = [
  { name: '1', title: 'Gray' },
  { name: '3', title: 'Color' },
] as const satisfies readonly Choice[];

/** Backends that have the kernels of convolutions' gradients, and are fast enough to watch. */
export const pictureBackendChoices = [
  { name: 'wasm', title: 'WebAssembly' },
  { name: 'webgl', title: 'WebGL' },
] as const satisfies readonly Choice[];

export type PictureLossName = (typeof pictureLossChoices)[number]['name'];
export type AugmentationName = (typeof augmentationChoices)[number]['name'];
