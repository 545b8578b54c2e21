import type * as tf from '@tensorflow/tfjs-core';
import type { ImageOptions, Picture, PictureSource } from 'gan-core/images';
import { expect } from 'vitest';

/** A picture of two columns: its own number on the left, 255 less that on the right. */
export function numbered(number: number): Picture {
  const gray = (value: number) => [value, value, value, 255];
  return {
    width: 2,
    height: 2,
    data: Uint8Array.from([number, 255 - number, number, 255 - number].flatMap(gray)),
  };
}

interface Watched {
  readonly pictures: PictureSource[];
  /** Numbers of the pictures, as they were begun. */
  readonly begun: number[];
  /** Most that loaded at the same time. */
  most: number;
  loading: number;
}

export function watched(count: number, broken: readonly number[] = []): Watched {
  const watch: Watched = { pictures: [], begun: [], most: 0, loading: 0 };
  for (let number = 0; number < count; number++)
    watch.pictures.push({
      name: `p${number}.png`,
      async load() {
        watch.begun.push(number);
        watch.most = Math.max(watch.most, ++watch.loading);
        await new Promise((resolve) => setTimeout(resolve, number % 3));
        watch.loading--;
        if (broken.includes(number)) throw new Error(`bytes of ${number}`);
        return numbered(number);
      },
    });
  return watch;
}

export const options: ImageOptions = {
  size: 2,
  channels: 1,
  batchSize: 4,
  partialBatch: 'keep',
  scale: 'unit',
};
export const rounded = (value: number) => Math.round(255 * value);

/** The numbers of the pictures of a pass, batch by batch; below 0 where one is mirrored. */
export async function numbersOf(batches: AsyncIterable<tf.Tensor4D>): Promise<number[][]> {
  const all: number[][] = [];
  for await (const batch of batches) {
    const values = batch.dataSync();
    all.push(
      Array.from({ length: batch.shape[0] }, (_, row) => {
        const left = rounded(values[4 * row]!);
        expect(rounded(values[4 * row + 1]!)).toBe(255 - left);
        return left < 128 ? left : left - 255;
      }),
    );
  }
  return all;
}
export const sorted = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);
export const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
