import * as tf from '@tensorflow/tfjs-core';
import { imageGrid } from 'gan-core/figures';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

/** Reds of the figure's rows; with 255 or another alpha behind them, all of a pixel where it isn't gray. */
function drawn({ width, height, data }: { width: number; height: number; data: Uint8ClampedArray }) {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const [red, green, blue, alpha] = data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
      const isGray = red === green && red === blue && alpha === 255;
      return isGray ? red : [red, green, blue, alpha].join(',');
    }),
  );
}

/** Images of one pixel, of these grays from 0 to 255. */
const dots = (...grays: readonly number[]) =>
  tf.tensor4d(
    grays.map((gray) => gray / 127.5 - 1),
    [grays.length, 1, 1, 1],
  );

describe('imageGrid', () => {
  it('lays images out from the top left, with gaps between and around them', async () => {
    const images = tf.tensor4d([-1, -0.6, 0.2, 1, 1, 0.6, -0.2, -1, 0, 0, 0, 0], [3, 2, 2, 1]);
    // By hand: (v + 1) · 127.5 is 0, 51, 153, 255, …; 127.5 goes to the even 128; 205 is the background.
    expect(drawn(await imageGrid(images, { columns: 2, gap: 1 }))).toEqual([
      [205, 205, 205, 205, 205, 205, 205],
      [205, 0, 51, 205, 255, 204, 205],
      [205, 153, 255, 205, 102, 0, 205],
      [205, 205, 205, 205, 205, 205, 205],
      [205, 128, 128, 205, 205, 205, 205],
      [205, 128, 128, 205, 205, 205, 205],
      [205, 205, 205, 205, 205, 205, 205],
    ]);
  });

  it('draws every pixel larger, not the gaps', async () => {
    const images = tf.tensor4d([0, 1, 0.2, 0.4], [2, 1, 2, 1]);
    const grid = await imageGrid(images, {
      columns: 2,
      gap: 1,
      zoom: 2,
      scale: 'unit',
      background: [9, 9, 9],
    });
    const row = [9, 0, 0, 255, 255, 9, 51, 51, 102, 102, 9];
    expect(drawn(grid)).toEqual([Array(11).fill(9), row, row, Array(11).fill(9)]);
  });

  it('takes colors and alpha as they are', async () => {
    const colors = tf.tensor4d([0, 0.2, 0.4, 1, 0.6, 0.8], [2, 1, 1, 3]);
    expect(drawn(await imageGrid(colors, { scale: 'unit', gap: 0, columns: 1 }))).toEqual([
      ['0,51,102,255'],
      ['255,153,204,255'],
    ]);
    const clear = tf.tensor4d([0, 0.2, 0.4, 0.6], [1, 1, 1, 4]);
    const grid = await imageGrid(clear, { scale: 'unit', gap: 1, background: [1, 2, 3, 0] });
    expect(drawn(grid)[1]).toEqual(['1,2,3,0', '0,51,102,153', '1,2,3,0']);
  });

  it('is about square by default, and no wider than its images', async () => {
    const sizes = async (count: number, columns?: number) => {
      const images = tf.zeros([count, 1, 1, 1]);
      const { width, height } = await imageGrid(images, { gap: 0, ...(columns && { columns }) });
      return [width, height];
    };
    expect(await sizes(1)).toEqual([1, 1]);
    expect(await sizes(10)).toEqual([4, 3]);
    expect(await sizes(16)).toEqual([4, 4]);
    expect(await sizes(3, 8)).toEqual([3, 1]);
  });

  it('gives every class a row, in the order of the labels, each with its images in theirs', async () => {
    const images = dots(10, 20, 30, 40, 50, 60);
    const labels = [7, 2, 7, 0, 2, 7];
    expect(drawn(await imageGrid(images, { labels, gap: 0 }))).toEqual([
      [40, 205, 205],
      [20, 50, 205],
      [10, 30, 60],
    ]);
    expect(drawn(await imageGrid(images, { labels: Int32Array.from(labels), columns: 2, gap: 0 }))).toEqual([
      [40, 205],
      [20, 50],
      [10, 30],
    ]);
  });

  it('holds values within 0 to 255; NaN is black', async () => {
    const images = tf.tensor4d([-5, 5, Number.NaN], [1, 1, 3, 1]);
    expect(drawn(await imageGrid(images, { gap: 0 }))).toEqual([[0, 255, 0]]);
  });

  it('keeps no tensor, and leaves the images in use', async () => {
    const images = dots(1, 2);
    const before = tf.memory().numTensors;
    await imageGrid(images);
    expect(tf.memory().numTensors).toBe(before);
    expect(images.isDisposed).toBe(false);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no tensor',
      () => imageGrid([1] as never),
      /^images: got an array of 1; expected float32 images, \[count, /,
    ],
    [
      'two channels',
      () => imageGrid(tf.zeros([2, 3, 3, 2])),
      /^images: got a float32 tensor of shape \[2,3,3,2\]/,
    ],
    ['rank 3', () => imageGrid(tf.zeros([2, 3, 3])), /^images: got a float32 tensor of shape \[2,3,3\]/],
    ['integers', () => imageGrid(tf.zeros([2, 3, 3, 1], 'int32')), /^images: got an int32 tensor/],
    [
      'a scale',
      () => imageGrid(dots(1), { scale: 2 as never }),
      /^scale: got a number \(2\); expected 'tanh'/,
    ],
    [
      'columns',
      () => imageGrid(dots(1), { columns: 0 }),
      /^columns: got 0; expected a whole number, at least 1/,
    ],
    ['zoom', () => imageGrid(dots(1), { zoom: 1.5 }), /^zoom: got 1.5; expected a whole number/],
    ['gap', () => imageGrid(dots(1), { gap: -1 }), /^gap: got -1/],
    ['a size', () => imageGrid(dots(1), { zoom: 1e5 }), /^zoom, gap: asks for 40003200064 bytes of a figure/],
    [
      'a color',
      () => imageGrid(dots(1), { background: [1, 2, 300] }),
      /^background: got \[1, 2, 300\]; expected a color/,
    ],
    [
      'a color’s name',
      () => imageGrid(dots(1), { background: 'red' as never }),
      /^background: got the string 'red'/,
    ],
    [
      'too few labels',
      () => imageGrid(dots(1, 2), { labels: [0] }),
      /^labels: got 1; expected the class of each of the 2/,
    ],
    ['labels', () => imageGrid(dots(1, 2), { labels: [0, -1] }), /^labels: got -1 at 1; expected the class/],
    [
      'a tensor of labels',
      () => imageGrid(dots(1), { labels: tf.zeros([1]) as never }),
      /^labels: got a float32 tensor/,
    ],
    [
      'an unknown option',
      () => imageGrid(dots(1), { rows: 2 } as never),
      /^options: got the unknown key 'rows'/,
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});
