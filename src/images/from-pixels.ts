import { cast, div, sub, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeNumbers, describeValue, refuseUnknownKeys } from '../errors';
import { type PixelScale, scalingOf } from './pixel-scale';

/** Options of {@link fromPixels}. */
export interface FromPixelsOptions {
  /** Scaling of the pixels. Default `'tanh'`: v / 127.5 − 1. */
  readonly scale?: PixelScale;
  /** Shape of pixels that come as an array, such as `[count, height, width, channels]`. A tensor keeps its own. */
  readonly shape?: readonly number[];
}

/**
 * Turns pixels of 0 to 255 into float32 samples, as the Trainer takes them: v / 127.5 − 1 (`'tanh'`) or v / 255 (`'unit'`).
 * {@link toPixels} is the inverse. It has no state and keeps nothing: dispose of the tensor after use.
 *
 * An int32 tensor is what tfjs makes of a Uint8Array, and `tf.browser.fromPixels` of a picture. That its values are 0 to 255
 * is not looked at: it would wait for the device. Others are scaled by the same formula.
 *
 * @param pixels - a Uint8Array or Uint8ClampedArray, or an int32 tensor of any shape
 * @param options - `scale`, and `shape` for an array
 * @returns a float32 tensor of the same shape
 * @throws ArgumentError for another type of pixels, a shape that doesn't fit, an unknown scale or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { fromPixels } from 'gan-core/images';
 * const images = fromPixels(new Uint8Array([0, 51, 204, 255]), { shape: [1, 2, 2, 1], scale: 'unit' });
 * console.log(images.shape, images.dtype); // → [ 1, 2, 2, 1 ] float32
 * console.log(Array.from(images.dataSync(), (value) => value.toFixed(1)).join(' ')); // → 0.0 0.2 0.8 1.0
 * ```
 */
export function fromPixels(
  pixels: Tensor | Uint8Array | Uint8ClampedArray,
  options: FromPixelsOptions = {},
): Tensor {
  refuseUnknownKeys(options, ['scale', 'shape']);
  const { scale = 'tanh', shape } = options;
  const { divisor, offset } = scalingOf(scale);
  if (pixels instanceof Uint8Array || pixels instanceof Uint8ClampedArray) {
    checkShape(shape, pixels.length);
    return tensor(
      Float32Array.from(pixels, (value) => value / divisor - offset),
      [...shape],
      'float32',
    );
  }
  checkTensor('pixels', pixels, {
    expected: 'a Uint8Array with its shape, or an int32 tensor, of pixels from 0 to 255',
    dtype: 'int32',
  });
  if (shape !== undefined)
    throw new ArgumentError(
      'shape',
      `got one though pixels is a tensor, which has its own, [${pixels.shape}]; leave it out, or reshape the tensor.`,
    );
  return tidy(() => sub(div(cast(pixels, 'float32'), divisor), offset));
}

function checkShape(shape: readonly number[] | undefined, count: number): asserts shape is readonly number[] {
  const expected = `a shape of the ${count} pixels, such as [count, height, width, channels]`;
  if (!Array.isArray(shape))
    throw new ArgumentError('shape', `got ${describeValue(shape)}; expected ${expected}.`);
  const fits =
    count > 0 &&
    shape.every((size) => Number.isSafeInteger(size) && size > 0) &&
    shape.reduce((product, size) => product * size, 1) === count;
  if (!fits) throw new ArgumentError('shape', `got ${describeNumbers(shape)}; expected ${expected}.`);
}
