import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeValue, refuseUnless } from '../errors';
import { type PixelScale, toPixels } from '../images';
import type { Pixels } from './pixels';

/** Refuses what are no images. */
export function checkImages(argument: string, images: unknown, count = 'count'): asserts images is Tensor {
  const expected = `float32 images, [${count}, height, width, channels], of 1 (gray), 3 (RGB) or 4 (RGBA) channels`;
  checkTensor(argument, images, { expected, dtype: 'float32', leastRank: 4 });
  const { shape } = images as Tensor;
  const isFit = shape.length === 4 && [1, 3, 4].includes(shape[3]!);
  if (!isFit) throw new ArgumentError(argument, `got ${describeValue(images)}; expected ${expected}.`);
}

/** Refuses another scaling than those of `gan-core/images`, before the samples are made or read. */
export function checkScale(scale: unknown): asserts scale is PixelScale {
  refuseUnless(scale === 'tanh' || scale === 'unit', 'scale', scale, "'tanh' (−1 to 1) or 'unit' (0 to 1)");
}

/** Reads images from the device, one picture each. The tensor stays the caller's. */
export async function picturesOf(images: Tensor, scale: PixelScale): Promise<readonly Pixels[]> {
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const values = await toPixels(images, { scale });
  const size = height * width * channels;
  return Array.from({ length: count }, (_, index) => ({
    width,
    height,
    data: rgba(values.subarray(index * size, (index + 1) * size), channels),
  }));
}

/** Spreads gray and RGB over RGBA. */
function rgba(values: Uint8ClampedArray, channels: number): Uint8ClampedArray {
  if (channels === 4) return values;
  const data = new Uint8ClampedArray((4 * values.length) / channels).fill(255);
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  for (let to = 0, from = 0; to < data.length; to += 4, from += channels) {
    data[to] = values[from]!;
    data[to + 1] = values[from + green]!;
    data[to + 2] = values[from + blue]!;
  }
  return data;
}
