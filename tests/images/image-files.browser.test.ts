import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { imageFiles } from 'gan-core/images';
import { beforeAll, expect, it } from 'vitest';
import { cropAndResize } from '../../src/images/crop-and-resize';
import {
  baseline,
  colorAt,
  gray,
  grayAt,
  jpeg,
  progressive,
  uprightPlaces,
  withOrientation,
} from './jpeg-files';

beforeAll(() => tf.setBackend('cpu'));

/** A PNG that the browser writes, of these pixels. */
async function png(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => readonly number[],
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const pixels = new ImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.data.set(colorAt(x, y), 4 * (y * width + x));
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob()], `${width}x${height}.png`);
}

const options = { size: 8, batchSize: 2, shuffle: false, scale: 'unit', partialBatch: 'keep' } as const;

it('reads PNGs pixel by pixel, transparent parts over black, and resizes them as everywhere', async () => {
  const colorOf = (x: number, y: number) => [9 * x, 200 - 7 * y, (x * y) % 256, x < 5 ? 0 : 255];
  const file = await png(25, 19, colorOf);
  const data = new Uint8Array(4 * 25 * 19);
  for (let y = 0; y < 19; y++) for (let x = 0; x < 25; x++) data.set(colorOf(x, y), 4 * (y * 25 + x));
  const expected = cropAndResize({ width: 25, height: 19, data }, 8, 3);
  for await (const batch of imageFiles([file], options)) {
    expect(batch.shape).toEqual([1, 8, 8, 3]);
    const values = batch.dataSync();
    for (const [index, value] of expected.entries()) expect(255 * values[index]!).toBeCloseTo(value, 3);
  }
});

it.each([
  ['baseline', baseline, colorAt, 5],
  ['progressive', progressive, colorAt, 20],
  ['gray', gray, (x: number) => [grayAt(x), grayAt(x), grayAt(x)], 2],
] as const)('reads a %s JPEG, in its colors', async (_, base64, colorOf, off) => {
  for await (const batch of imageFiles([new Blob([jpeg(base64)])], { ...options, size: 16, batchSize: 1 })) {
    const values = batch.dataSync();
    for (let y = 0; y < 16; y++)
      for (let x = 0; x < 16; x++)
        for (const [channel, value] of colorOf(x + 4, y).entries())
          expect(Math.abs(255 * values[3 * (16 * y + x) + channel]! - value)).toBeLessThanOrEqual(off);
  }
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns a JPEG of orientation %i, as in Node', async (orientation) => {
  const file = new Blob([withOrientation(orientation, true)]);
  const isTurned = orientation > 4;
  for await (const batch of imageFiles([file], { ...options, size: 16, batchSize: 1 })) {
    const values = batch.dataSync();
    for (const [x, y] of [
      [4, 0],
      [19, 0],
      [4, 15],
      [9, 4],
    ] as const) {
      const [column, row] = uprightPlaces[orientation - 1]!(x, y);
      const at = 3 * (16 * (isTurned ? row - 4 : row) + (isTurned ? column : column - 4));
      for (const [channel, value] of colorAt(x, y).entries())
        expect(Math.abs(255 * values[at + channel]! - value)).toBeLessThanOrEqual(5);
    }
  }
});

it('gives labels by a function, goes through a FileList, and leaves no tensor', async () => {
  const transfer = new DataTransfer();
  for (const width of [3, 4, 5]) transfer.items.add(await png(width, 3, () => [10 * width, 0, 0, 255]));
  const before = tf.memory().numTensors;
  const images = imageFiles(transfer.files, {
    ...options,
    shuffle: true,
    classOf: (file) => ((file as File).name === '4x3.png' ? 'four' : 'another'),
  });
  expect([images.count, images.classNames]).toEqual([3, ['another', 'four']]);
  for (let pass = 0; pass < 2; pass++) {
    const seen: [number, number][] = [];
    for await (const { real, condition } of images) {
      expect(tf.memory().numTensors).toBe(before + 2);
      const values = real.dataSync();
      for (const [row, label] of condition.dataSync().entries())
        seen.push([Math.round(255 * values[row * 192]!), label]);
    }
    expect(seen.sort(([one], [other]) => one - other)).toEqual([
      [30, 0],
      [40, 1],
      [50, 0],
    ]);
  }
  for await (const _ of images) break;
  expect(tf.memory().numTensors).toBe(before);
});

it('names a file that cannot be decoded, or leaves it out', async () => {
  const files = [
    new File(['no picture'], 'bad.png'),
    new Blob(['nor this']),
    await png(3, 3, () => [255, 0, 0, 255]),
  ];
  const all = async (skipUnreadable: boolean) => {
    const images = imageFiles(files, { ...options, skipUnreadable });
    let count = 0;
    for await (const batch of images) count += batch.shape[0];
    return { count, unreadable: images.unreadable };
  };
  await expect(all(false)).rejects.toThrow(/^bad\.png: can't be read as a picture: /);
  expect(await all(true)).toEqual({ count: 1, unreadable: ['bad.png', 'files[1]'] });
});

it('refuses what are no files', () => {
  expect(() => imageFiles([], options)).toThrow(/^files: got none; expected a FileList/);
  expect(() => imageFiles(['a.png'] as never, options)).toThrow(/^files: got the string 'a.png'/);
  expect(() => imageFiles(null as never, options)).toThrow(/^files: got null/);
});
