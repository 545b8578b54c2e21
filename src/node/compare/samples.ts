import type { Tensor } from '@tensorflow/tfjs-core';

/** Samples of one file or folder. */
export interface Samples {
  /** Path that they are from, as it was typed. */
  readonly path: string;
  readonly count: number;
  /** Axes of one sample: `[64]` for features, `[28, 28, 1]` for pictures. */
  readonly shape: readonly number[];
  /** Whether they are pixels of 0 to 255, which are scaled. */
  readonly isPixels: boolean;
  /** Smallest and largest number of an array; none of pictures, whose scale is known. */
  readonly range?: readonly [least: number, most: number];
  /** The numbers of tables, which need no network. */
  readonly table?: { readonly values: Float64Array | Float32Array | Uint8Array; readonly dimension: number };
  /** The samples batch by batch; each is lent until the next is asked for. */
  batches(): AsyncIterable<Tensor>;
}

/** Samples that a network is asked for at a time. */
export const BATCH = 64;
