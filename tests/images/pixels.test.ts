import * as tf from '@tensorflow/tfjs-core';
import { fromPixels, toPixels } from 'gan-core/images';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

const all = Uint8Array.from({ length: 256 }, (_, value) => value);
const formulas = { tanh: (v: number) => v / 127.5 - 1, unit: (v: number) => v / 255 } as const;

describe.each(['tanh', 'unit'] as const)('scale %s', (scale) => {
  const expected = [...all].map(formulas[scale]);

  it.each([
    ['an array', () => fromPixels(all, { scale, shape: [4, 8, 8, 1] })],
    ['a clamped array', () => fromPixels(new Uint8ClampedArray(all), { scale, shape: [4, 8, 8, 1] })],
    ['a tensor', () => fromPixels(tf.tensor4d(all, [4, 8, 8, 1], 'int32'), { scale })],
  ])('%s of pixels: by the formula, in float32', (_, make) => {
    const images = make();
    expect(images.shape).toEqual([4, 8, 8, 1]);
    expect(images.dtype).toBe('float32');
    const off = images.dataSync().map((value, index) => Math.abs(value - expected[index]!));
    expect(Math.max(...off)).toBeLessThan(2 ** -23);
    images.dispose();
  });

  it('and back: the same 256 values', async () => {
    for (const images of [
      fromPixels(all, { scale, shape: [256] }),
      fromPixels(tf.tensor1d(all, 'int32'), { scale }),
    ])
      expect([...(await toPixels(images, { scale }))]).toEqual([...all]);
  });
});

it('tanh is the default of both', async () => {
  expect([...fromPixels(new Uint8Array([0, 255]), { shape: [2] }).dataSync()]).toEqual([-1, 1]);
  expect([...(await toPixels(tf.tensor1d([-1, 1])))]).toEqual([0, 255]);
});

it('what lies outside is held within 0 to 255; NaN becomes 0', async () => {
  expect([...(await toPixels(tf.tensor1d([-3, 7, Number.NaN, Infinity])))]).toEqual([0, 255, 0, 255]);
});

it('neither keeps a tensor', async () => {
  const before = tf.memory().numTensors;
  const pixels = tf.tensor1d(all, 'int32');
  const images = fromPixels(pixels);
  await toPixels(images);
  expect(tf.memory().numTensors).toBe(before + 2);
  tf.dispose([pixels, images]);
});

it.each<[string, () => unknown, RegExp]>([
  [
    'float pixels',
    () => fromPixels(tf.ones([2])),
    /^pixels: got a float32 tensor of shape \[2\]; expected a Uint8Array/,
  ],
  [
    'an array without shape',
    () => fromPixels(all),
    /^shape: got undefined; expected a shape of the 256 pixels/,
  ],
  [
    'a shape of others',
    () => fromPixels(all, { shape: [3, 5] }),
    /^shape: got \[3, 5\]; expected a shape of the 256/,
  ],
  [
    'a tensor and a shape',
    () => fromPixels(tf.tensor1d([1], 'int32'), { shape: [1] }),
    /^shape: got one though pixels is a tensor/,
  ],
  [
    'a scale',
    () => fromPixels(all, { shape: [256], scale: 'zscore' as never }),
    /^scale: got the string 'zscore'; expected 'tanh'/,
  ],
])('refused: %s', (_, call, message) => {
  expect(call).toThrow(message);
});
