import type { PictureSet } from './picture-set';

/** Fewer say too little of what they have in common. */
export const fewestOwnPictures = 20;
/** More would take a page's memory, and longer than anybody watches. */
export const mostOwnPictures = 5000;
/** From so many on, some are spared. */
const enoughToSpare = 200;
const spareEvery = 10;

/** Of many pictures each tenth is held out, to measure with; of few, all are for the training. */
export function splitOwnPictures(all: Uint8Array, shape: readonly [number, number, number]): PictureSet {
  const each = shape[0] * shape[1] * shape[2];
  const count = all.length / each;
  if (count < enoughToSpare) return { shape, train: all, heldOut: new Uint8Array() };
  const part = (isSpared: boolean) => {
    const places = Array.from({ length: count }, (_, place) => place).filter(
      (place) => (place % spareEvery === 0) === isSpared,
    );
    const bytes = new Uint8Array(places.length * each);
    for (const [to, from] of places.entries())
      bytes.set(all.subarray(from * each, (from + 1) * each), to * each);
    return bytes;
  };
  return { shape, train: part(false), heldOut: part(true) };
}
