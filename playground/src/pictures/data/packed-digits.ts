/** The side of a digit's picture, in pixels. */
export const digitSide = 28;
const pixels = digitSide * digitSide;

/** Digits to train on, and others that no training sees. */
export interface PackedDigits {
  /** 28·28 bytes each, 0 (paper) to 255 (ink). */
  readonly train: Uint8Array;
  readonly heldOut: Uint8Array;
}

/** Numbers in front: how many digits there are of each kind, 4 bytes each, the lowest first. */
const header = 8;

/**
 * Packs digits into bytes, for an asset: the two counts, then the pixels.
 *
 * @param train - 28·28 values each, from 0 (paper) to 1 (ink)
 * @param heldOut - the same, of others
 */
export function packDigits(
  train: readonly (readonly number[])[],
  heldOut: readonly (readonly number[])[],
): Uint8Array {
  const bytes = new Uint8Array(header + (train.length + heldOut.length) * pixels);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, train.length, true);
  view.setUint32(4, heldOut.length, true);
  for (const [index, image] of [...train, ...heldOut].entries())
    bytes.set(
      image.map((ink) => Math.round(255 * ink)),
      header + index * pixels,
    );
  return bytes;
}

/**
 * The digits of such bytes, without a copy.
 *
 * @throws Error for bytes that aren't as many as their counts say
 */
export function unpackDigits(bytes: Uint8Array): PackedDigits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [train, heldOut] =
    bytes.length < header ? [0, 0] : [view.getUint32(0, true), view.getUint32(4, true)];
  const end = header + (train + heldOut) * pixels;
  if (train === 0 || bytes.length !== end)
    throw new Error(`The digits’ file has ${bytes.length} bytes; expected ${end}.`);
  return {
    train: bytes.subarray(header, header + train * pixels),
    heldOut: bytes.subarray(header + train * pixels),
  };
}
