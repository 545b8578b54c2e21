import { gzipSync } from 'node:zlib';
import { readDigits } from '../examples/data/digits';
import { splitDigits } from '../examples/data/split-digits';
import { packDigits } from './src/pictures/data/packed-digits';

const trainCount = 3000;
const heldOutCount = 500;
/** Has no divisor in common with either. */
const stride = 769;

/**
 * The page's digits, compressed: of the 8,000 that the examples train on 3,000, and of those that they hold out 500, each evenly over the
 * ten kinds. The digits' classifier never met the held-out ones either.
 */
export function packedDigitsAsset(): Uint8Array {
  const { train, heldOut } = splitDigits(readDigits());
  const bytes = packDigits(everyFew(train.images, trainCount), everyFew(heldOut.images, heldOutCount));
  return gzipSync(bytes, { level: 9 });
}

/** Some of the items, evenly; they come in strides, so that any few of them in a row are of all kinds. */
function everyFew<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => {
    const place = (index * stride) % count;
    return items[Math.floor((place * items.length) / count)]!;
  });
}
