import type { Digits } from './digits';

/** Of every so many digits one is held out. */
export const heldOutEvery = 5;

/**
 * Digits to train on, 8,000 of 10,000, and the others, to measure on. The file has them in order, so both are of all kinds. All examples
 * split them so: what one has trained on is new to none.
 */
export function splitDigits({ images, labels }: Digits): { train: Digits; heldOut: Digits } {
  const part = (isHeldOut: boolean): Digits => {
    const chosen = <Item>(items: readonly Item[]) =>
      items.filter((_, index) => (index % heldOutEvery === 0) === isHeldOut);
    return { images: chosen(images), labels: chosen(labels) };
  };
  return { train: part(false), heldOut: part(true) };
}
