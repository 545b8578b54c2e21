import { ArgumentError, checkBoolean, checkSize, checkWholeNumber, refuseUnless } from '../errors';
import type { Channels } from './crop-and-resize';
import { type PixelScale, scalingOf } from './pixel-scale';

/** Options of pictures as training data. */
export interface ImageOptions {
  /** Rows and columns of the samples. A picture is cut to the largest square in its middle, then resized. */
  readonly size: number;
  /** Pictures in a batch. Default 64. */
  readonly batchSize?: number;
  /** Values of a pixel: 3, red, green and blue, or 1, gray. Default 3. */
  readonly channels?: Channels;
  /** Scaling of the pixels. Default `'tanh'`: v / 127.5 − 1. */
  readonly scale?: PixelScale;
  /** Whether each picture is mirrored, left to right, with probability ½ in each pass. Default false. */
  readonly horizontalFlip?: boolean;
  /** Whether each pass has an order of its own. Default true; else that of the pictures. */
  readonly shuffle?: boolean;
  /** Seed of the orders and the mirrored ones. Default 0: the same in each process. */
  readonly seed?: number;
  /**
   * Fate of the pictures that are left at the end of a pass, fewer than a batch: `'drop'` leaves them out (others in the next
   * pass, where it is shuffled), `'keep'` makes a smaller batch of them. Default `'drop'`.
   */
  readonly partialBatch?: 'drop' | 'keep';
  /** Batches that are read ahead, 0 or more. Default 1. With 0, the four pictures that load at once are all that is ahead. */
  readonly prefetch?: number;
  /** Whether a picture that can't be read is left out, and named in `unreadable`. Default false: it is an error. */
  readonly skipUnreadable?: boolean;
}

/** The options, all of them. */
export type CheckedOptions = Required<ImageOptions>;

/** Names of all options. */
export const imageOptionNames: readonly (keyof ImageOptions)[] = [
  'size',
  'batchSize',
  'channels',
  'scale',
  'horizontalFlip',
  'shuffle',
  'seed',
  'partialBatch',
  'prefetch',
  'skipUnreadable',
];

/** Refuses wrong options for so many pictures, and fills in those that were left out. The seed is the stream's to check. */
export function checkOptions(options: ImageOptions, count: number): CheckedOptions {
  const {
    size,
    batchSize = 64,
    channels = 3,
    scale = 'tanh',
    horizontalFlip = false,
    shuffle = true,
    seed = 0,
    partialBatch = 'drop',
    prefetch = 1,
    skipUnreadable = false,
  } = options;
  checkWholeNumber('size', size, 1);
  checkWholeNumber('batchSize', batchSize, 1);
  checkWholeNumber('prefetch', prefetch, 0);
  refuseUnless(channels === 1 || channels === 3, 'channels', channels, '1 (gray) or 3 (red, green, blue)');
  scalingOf(scale);
  checkBoolean('horizontalFlip', horizontalFlip);
  checkBoolean('shuffle', shuffle);
  checkBoolean('skipUnreadable', skipUnreadable);
  refuseUnless(
    partialBatch === 'drop' || partialBatch === 'keep',
    'partialBatch',
    partialBatch,
    "'drop' or 'keep'",
  );
  checkSize('size, batchSize', batchSize * size * size * channels, 'values in a batch');
  if (partialBatch === 'drop' && batchSize > count)
    throw new ArgumentError(
      'batchSize',
      `got ${batchSize} for ${count} pictures; expected at most as many, or partialBatch: 'keep'.`,
    );
  return {
    size,
    batchSize,
    channels,
    scale,
    horizontalFlip,
    shuffle,
    seed,
    partialBatch,
    prefetch,
    skipUnreadable,
  };
}
