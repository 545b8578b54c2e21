import { dispose, slice, type Tensor } from '@tensorflow/tfjs-core';
import { type InterpolateOptions, interpolate } from '../distributions';
import { ArgumentError, checkFunction, checkWholeNumber, refuseUnknownKeys } from '../errors';
import type { PixelScale } from '../images';
import { createPauses, orAborted, type Pauses } from '../scheduling';
import { checkFigureSize, checkLayout, type LayoutOptions, layOut, layoutOptionNames } from './lay-out';
import type { Pixels } from './pixels';
import { checkImages, checkScale, picturesOf } from './tensor-pictures';

/** Latents to images, `[count, height, width, channels]`: a Trainer's `sample` with these latents, or a network's `apply`. */
export type ImageGenerator = (latents: Tensor) => Tensor | Promise<Tensor>;

/** Options of {@link interpolationStrip}. */
export interface InterpolationStripOptions extends InterpolationOptions, LayoutOptions {}

/** Options of {@link interpolationFrames}. */
export interface InterpolationFramesOptions extends InterpolationOptions, Pick<LayoutOptions, 'zoom'> {}

interface InterpolationOptions extends InterpolateOptions {
  /** Images, both ends among them: 2 or more. Default 8 in a strip, 32 as frames. */
  readonly steps?: number;
  /** Scaling of the samples. Default `'tanh'`: −1 is black, 1 white. `'unit'`: 0 is black, 1 white. */
  readonly scale?: PixelScale;
  /** Signal that ends the work. */
  readonly signal?: AbortSignal;
}

const ownOptionNames = ['steps', 'method', 'scale', 'signal'];

/** Most latents that a generator gets in one call: activations of more may not fit into a GPU's memory. */
const MOST_AT_ONCE = 16;

/**
 * Draws a generator's images on the way from one latent to another, side by side in a row. A smooth change from end to end
 * shows that the generator learned more than single pictures by heart. The way is that of {@link interpolate}.
 *
 * Source: Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial
 * Networks", §6.1.
 *
 * @param generate - makes images of latents, 16 at most in a call; what it gives is disposed of here
 * @param a - the latent of the first image, float32, without a batch's axis
 * @param b - the latent of the last one, of the same shape
 * @param options - `steps`, `method`, `scale`, `signal`, and how to lay them out: `gap`, `zoom`, `background`
 * @returns the figure's pixels
 * @throws ArgumentError for what aren't two latents, wrong options, or a `generate` that gives no images
 * @throws what `generate` throws, or the signal's reason, once it is aborted
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { interpolationStrip } from 'gan-core/figures';
 * // In place of (latent) => trainer.sample(latent.shape[0]!, { latent }): gray images of 4 by 4 pixels.
 * const generate = (latents: tf.Tensor) => tf.reshape(latents, [-1, 4, 4, 1]);
 * const [a, b] = [tf.fill([16], -1), tf.ones([16])];
 * const { width, height, data } = await interpolationStrip(generate, a, b, { steps: 3, method: 'linear', gap: 0 });
 * console.log(width, height, [0, 4, 8].map((x) => data[4 * x]).join(' ')); // → 12 4 0 128 255
 * ```
 */
export async function interpolationStrip(
  generate: ImageGenerator,
  a: Tensor,
  b: Tensor,
  options: InterpolationStripOptions = {},
): Promise<Pixels> {
  refuseUnknownKeys(options, [...ownOptionNames, ...layoutOptionNames]);
  const layout = checkLayout(options);
  const { gap: _gap, zoom: _zoom, background: _background, ...way } = options;
  const images = await imagesBetween(generate, a, b, { steps: 8, ...way });
  const { width, height } = images[0]!;
  const cells = { rows: 1, columns: images.length, width, height };
  checkFigureSize(cells, layout);
  return layOut(images, cells, layout);
}

/**
 * Makes a generator's images on the way from one latent to another, as frames of an animation: {@link gifBytes} makes a file of
 * them. All else is as {@link interpolationStrip} has it.
 *
 * @param generate - makes images of latents, 16 at most in a call; what it gives is disposed of here
 * @param a - the latent of the first frame, float32, without a batch's axis
 * @param b - the latent of the last one, of the same shape
 * @param options - `steps`, `method`, `scale`, `signal`, `zoom`
 * @returns the frames, all of one size
 * @throws ArgumentError for what aren't two latents, wrong options, or a `generate` that gives no images
 * @throws what `generate` throws, or the signal's reason, once it is aborted
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { gifBytes, interpolationFrames } from 'gan-core/figures';
 * const generate = (latents: tf.Tensor) => tf.reshape(latents, [-1, 4, 4, 1]);
 * const frames = await interpolationFrames(generate, tf.fill([16], -1), tf.ones([16]), { steps: 10, zoom: 8 });
 * console.log(frames.length, frames[0]!.width); // → 10 32
 * // There and back again, without an end.
 * const gif = await gifBytes([...frames, ...frames.slice(1, -1).reverse()]);
 * console.log(String.fromCharCode(...gif.subarray(0, 6))); // → GIF89a
 * ```
 */
export async function interpolationFrames(
  generate: ImageGenerator,
  a: Tensor,
  b: Tensor,
  options: InterpolationFramesOptions = {},
): Promise<readonly Pixels[]> {
  refuseUnknownKeys(options, [...ownOptionNames, 'zoom']);
  const { zoom = 1, ...way } = options;
  const layout = checkLayout({ gap: 0, zoom });
  const images = await imagesBetween(generate, a, b, { steps: 32, ...way });
  return images.map((image) => {
    const cells = { rows: 1, columns: 1, width: image.width, height: image.height };
    checkFigureSize(cells, layout);
    return layOut([image], cells, layout);
  });
}

async function imagesBetween(
  generate: ImageGenerator,
  a: Tensor,
  b: Tensor,
  { steps, scale = 'tanh', signal, ...method }: InterpolationOptions & { readonly steps: number },
): Promise<readonly Pixels[]> {
  checkFunction('generate', generate, 'a function that makes images of latents');
  checkWholeNumber('steps', steps, 2);
  checkScale(scale);
  const pauses = createPauses(signal);
  const latents = interpolate(a, b, steps, method);
  const images: Pixels[] = [];
  try {
    for (let start = 0; start < steps; start += MOST_AT_ONCE) {
      if (pauses.due()) await pauses.take();
      const some = slice(latents, [start], [Math.min(MOST_AT_ONCE, steps - start)]);
      images.push(...(await imagesOf(generate, some, scale, pauses)));
    }
  } finally {
    dispose(latents);
  }
  const [first] = images as [Pixels];
  const other = images.find(({ width, height }) => width !== first.width || height !== first.height);
  if (!other) return images;
  throw new ArgumentError(
    'generate',
    `gave images of ${first.width} by ${first.height} pixels, then of ${other.width} by ${other.height}; expected one size.`,
  );
}

/** Generates a batch, and frees it. */
async function imagesOf(
  generate: ImageGenerator,
  latents: Tensor,
  scale: PixelScale,
  pauses: Pauses,
): Promise<readonly Pixels[]> {
  const images = await givenBy(generate, latents, pauses);
  try {
    if (images.shape[0] === latents.shape[0]) return await picturesOf(images, scale);
    throw new ArgumentError(
      'generate',
      `gave ${images.shape[0]} images of ${latents.shape[0]} latents; expected one of each.`,
    );
  } finally {
    dispose([latents, images]);
  }
}

/** Asks for images. Anything else is refused, and not freed: it may be anybody's. */
async function givenBy(generate: ImageGenerator, latents: Tensor, pauses: Pauses): Promise<Tensor> {
  const checked = (async () => {
    const images = await generate(latents);
    checkImages('generate', images, String(latents.shape[0]));
    return images;
  })();
  let isLate = false;
  checked.then(
    (images) => {
      if (isLate) dispose(images);
    },
    () => undefined,
  );
  try {
    return await orAborted(checked, pauses);
  } catch (error) {
    isLate = true;
    dispose(latents);
    throw error;
  }
}
