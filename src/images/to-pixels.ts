import type { Tensor } from '@tensorflow/tfjs-core';
import { checkTensor, refuseUnknownKeys } from '../errors';
import { type PixelScale, scalingOf } from './pixel-scale';

/**
 * Turns samples into pixels of 0 to 255: (v + 1) · 127.5 (`'tanh'`) or v · 255 (`'unit'`), rounded to the nearest whole
 * number (halves to the even one), and held within 0 to 255; NaN becomes 0. It is the inverse of {@link fromPixels}, exactly
 * so for all 256 values. The samples stay the caller's.
 *
 * @param images - a float32 tensor of any shape: what a generator gives, say
 * @param options - `scale`: the scaling that the samples have, default `'tanh'`
 * @returns the pixels in the tensor's order, `[count, height, width, channels]` say
 * @throws ArgumentError for what isn't a float32 tensor in use, an unknown scale or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { toPixels } from 'gan-core/images';
 * const pixels = await toPixels(tf.tensor4d([-1, 0, 0.6, 1.1], [1, 2, 2, 1]));
 * console.log(pixels.join(' ')); // → 0 128 204 255
 * ```
 */
export async function toPixels(
  images: Tensor,
  options: { readonly scale?: PixelScale } = {},
): Promise<Uint8ClampedArray> {
  refuseUnknownKeys(options, ['scale']);
  const { scale = 'tanh' } = options;
  const { divisor, offset } = scalingOf(scale);
  checkTensor('images', images, { expected: 'a float32 tensor of samples', dtype: 'float32' });
  const values = await images.data<'float32'>();
  const pixels = new Uint8ClampedArray(values.length);
  // A loop: `from` with a function takes some thirty times as long.
  for (let at = 0; at < pixels.length; at++) pixels[at] = (values[at]! + offset) * divisor;
  return pixels;
}
