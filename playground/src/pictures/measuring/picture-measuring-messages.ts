import type { PictureSet } from '../data/picture-set';

/** What the page asks of the worker that measures pictures. */
export type PictureMeasuringRequest =
  /** Comes first: what to compare with. */
  | { readonly type: 'pictures'; readonly pictures: PictureSet; readonly areDigits: boolean }
  | { readonly type: 'measure'; readonly step: number; readonly samples: Uint8ClampedArray };

/** What it found. */
export interface PictureMeasurement {
  readonly step: number;
  /** Kernel distance of features, with its 95 % interval: 0 where both are alike. */
  readonly distance: number;
  readonly interval: readonly [number, number];
  /** Of the ten digits, how many at least 1 % of the samples are read as; null where they are no digits. */
  readonly kinds: number | null;
}

export type PictureMeasuringAnswer =
  | { readonly type: 'measured'; readonly measurement: PictureMeasurement }
  | { readonly type: 'failed'; readonly message: string };
