import type {
  AugmentationName,
  channelChoices,
  PictureLossName,
  pictureBackendChoices,
  pictureDataChoices,
  sizeChoices,
} from './picture-choices';

/** Everything that a run on pictures is made of, but for the pictures: the same settings, pictures, backend and version give the same numbers. */
export interface PictureSettings {
  readonly data: (typeof pictureDataChoices)[number]['name'];
  /** Side of one's own pictures; digits have 28. */
  readonly size: (typeof sizeChoices)[number]['name'];
  /** Channels of one's own pictures; digits have 1. */
  readonly channels: (typeof channelChoices)[number]['name'];
  /** Number of values of the noise. */
  readonly noiseSize: number;
  /** Channels of G's map at half of the size; at a quarter it has twice as many. */
  readonly generatorFilters: number;
  /** Channels of D's map at half of the size; at a quarter it has twice as many. */
  readonly discriminatorFilters: number;
  readonly loss: PictureLossName;
  /** γ of R1; 0 for none. */
  readonly r1: number;
  readonly augmentation: AugmentationName;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decay of the moving average of G's weights; 0 for none. */
  readonly averageDecay: number;
  readonly backend: (typeof pictureBackendChoices)[number]['name'];
  readonly seed: number;
}

/** Chosen for recognizable digits within minutes on two threads of wasm. */
export const defaultPictureSettings: PictureSettings = {
  data: 'digits',
  size: '32',
  channels: '3',
  noiseSize: 32,
  generatorFilters: 16,
  discriminatorFilters: 16,
  loss: 'non-saturating',
  r1: 0,
  augmentation: 'none',
  batchSize: 32,
  learningRate: 1.5e-3,
  averageDecay: 0.99,
  backend: 'wasm',
  seed: 1,
};

/** The shape of a run's pictures: rows, columns, channels. */
export function pictureShape(
  settings: Pick<PictureSettings, 'data' | 'size' | 'channels'>,
): [number, number, number] {
  if (settings.data === 'digits') return [28, 28, 1];
  return [Number(settings.size), Number(settings.size), Number(settings.channels)];
}
