import * as tf from '@tensorflow/tfjs-core';
import { interpolationFrames, interpolationStrip } from 'gan-core/figures';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

/** Gray images of two pixels: a latent as it is. */
const asImages = (latents: tf.Tensor) => tf.reshape(latents, [-1, 1, 2, 1]);
/** In float64, the two pixels on the way from (1, 0) to (0, 1) on the circle. */
const onCircle = (t: number) => [Math.cos((t * Math.PI) / 2), Math.sin((t * Math.PI) / 2)];
const grayOf = (value: number) => Math.round(255 * value);
const grays = ({ data }: { data: Uint8ClampedArray }) => [...data].filter((_, index) => index % 4 === 0);
const [a, b] = [() => tf.tensor1d([1, 0]), () => tf.tensor1d([0, 1])];

describe('interpolationFrames', () => {
  it('goes along the great circle, both ends among them, 16 latents at a time', async () => {
    const counts: number[] = [];
    const generate = (latents: tf.Tensor) => {
      counts.push(latents.shape[0]!);
      return asImages(latents);
    };
    const frames = await interpolationFrames(generate, a(), b(), { steps: 37, scale: 'unit' });
    // At t = 1/3 the value is 127.5, and a float32 beside it.
    for (const [index, frame] of frames.entries())
      for (const [pixel, value] of onCircle(index / 36).entries())
        expect(Math.abs(grays(frame)[pixel]! - 255 * value)).toBeLessThan(0.5001);
    expect(counts).toEqual([16, 16, 5]);
    expect(await interpolationFrames(generate, a(), b())).toHaveLength(32);
  });

  it('goes along the line too, and draws every pixel larger', async () => {
    const frames = await interpolationFrames(async (latents) => asImages(latents), a(), b(), {
      steps: 3,
      method: 'linear',
      scale: 'unit',
      zoom: 2,
    });
    expect(frames.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([4, 2]));
    expect(frames.map((frame) => grays(frame).slice(0, 4))).toEqual([
      [255, 255, 0, 0],
      [128, 128, 128, 128],
      [0, 0, 255, 255],
    ]);
  });

  it('keeps no tensor but the two latents, also where it fails', async () => {
    const [from, to] = [a(), b()];
    const before = tf.memory().numTensors;
    await interpolationFrames(asImages, from, to, { steps: 20 });
    await expect(
      interpolationFrames(() => Promise.reject(new Error('no generator')), from, to),
    ).rejects.toThrow('no generator');
    await expect(interpolationFrames(() => tf.zeros([3, 1, 1, 1]), from, to)).rejects.toThrow(/^generate: /);
    await interpolationFrames((latents) => tf.reshape(latents, [-1, 1, 2, 1]), from, to, { steps: 2 });
    const four = [tf.zeros([1, 2, 3]), tf.ones([1, 2, 3])] as const;
    await interpolationFrames((latents) => latents, ...four, { steps: 2 });
    tf.dispose([...four]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('can be aborted, while the generator works and between', async () => {
  const [from, to] = [a(), b()];
  const before = tf.memory().numTensors;
  const controller = new AbortController();
  const reason = new Error('enough');
  let answer: (images: tf.Tensor) => void = () => undefined;
  const generate = () => {
    setTimeout(() => controller.abort(reason));
    return new Promise<tf.Tensor>((resolve) => {
      answer = resolve;
    });
  };
  const frames = interpolationFrames(generate, from, to, { signal: controller.signal });
  await expect(frames).rejects.toBe(reason);
  answer(tf.zeros([16, 1, 1, 1]));
  await new Promise((resolve) => setTimeout(resolve));
  expect(tf.memory().numTensors).toBe(before);
  await expect(interpolationStrip(asImages, from, to, { signal: controller.signal })).rejects.toBe(reason);
  expect(tf.memory().numTensors).toBe(before);
});

describe('interpolationStrip', () => {
  it('has the images side by side', async () => {
    const strip = await interpolationStrip(asImages, a(), b(), { steps: 3, scale: 'unit', gap: 1 });
    expect([strip.width, strip.height]).toEqual([10, 3]);
    const middle = grayOf(Math.SQRT1_2);
    expect(grays(strip).slice(10, 20)).toEqual([205, 255, 0, 205, middle, middle, 205, 0, 255, 205]);
    expect((await interpolationStrip(asImages, a(), b(), { gap: 0 })).width).toBe(16);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no function',
      () => interpolationStrip(1 as never, a(), b()),
      /^generate: got a number \(1\); expected a function/,
    ],
    [
      'no latent',
      () => interpolationStrip(asImages, [1] as never, b()),
      /^a: got an array of 1; expected one latent/,
    ],
    [
      'latents of two shapes',
      () => interpolationStrip(asImages, a(), tf.ones([3])),
      /^b: has shape \[3\]; expected \[2\]/,
    ],
    [
      'one step',
      () => interpolationStrip(asImages, a(), b(), { steps: 1 }),
      /^steps: got 1; expected a whole number, at least 2/,
    ],
    [
      'a method',
      () => interpolationStrip(asImages, a(), b(), { method: 'x' as never }),
      /^method: got the string 'x'/,
    ],
    [
      'a scale',
      () => interpolationStrip(asImages, a(), b(), { scale: 'x' as never }),
      /^scale: got the string 'x'/,
    ],
    [
      'what gives no images',
      () => interpolationStrip((latents) => tf.add(latents, 1), a(), b()),
      /^generate: got a float32 tensor of shape \[8,2\]; expected float32 images, \[8, height, width, channels\]/,
    ],
    [
      'what gives nothing',
      () => interpolationStrip((() => undefined) as never, a(), b()),
      /^generate: got undefined/,
    ],
    [
      'images of two sizes',
      () =>
        interpolationStrip((latents) => tf.zeros([latents.shape[0]!, latents.shape[0]!, 1, 1]), a(), b(), {
          steps: 17,
        }),
      /^generate: gave images of 1 by 16 pixels, then of 1 by 1; expected one size/,
    ],
    [
      'an unknown option',
      () => interpolationStrip(asImages, a(), b(), { columns: 2 } as never),
      /^options: got the unknown key/,
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});
