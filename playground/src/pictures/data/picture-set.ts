/** Pictures of one shape, in bytes. */
export interface PictureSet {
  /** Rows, columns, channels of each. */
  readonly shape: readonly [number, number, number];
  /** 0 to 255, picture after picture, row by row, the channels of a pixel side by side. */
  readonly train: Uint8Array;
  /** The same, of pictures that no training sees; empty where there are too few to spare any. */
  readonly heldOut: Uint8Array;
}

/** How many pictures are in so many bytes. */
export function pictureCount({ shape: [height, width, channels] }: PictureSet, bytes: Uint8Array): number {
  return bytes.length / (height * width * channels);
}

/** Pictures that are like the data, to compare with: held-out ones, where there are any. */
export function comparedPictures({ train, heldOut }: PictureSet): Uint8Array {
  return heldOut.length > 0 ? heldOut : train;
}
