import type { Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkFunction,
  checkTensor,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../../errors';
import type { FlatSamples } from '../../estimators';
import { type PixelScale, toPixels } from '../../images';

/** A pipeline that gives features of pictures, as those of transformers.js for `'image-feature-extraction'`: images in, a tensor of its own out. */
export type FeaturePipeline<Image, Settings = undefined> = (
  images: Image[],
  settings?: Settings,
) => PromiseLike<PipelineOutput>;

/** A tensor of another library, as ONNX Runtime and transformers.js have it. */
export interface PipelineOutput {
  /** Its shape: `[count, d]`, `[count, tokens, d]`, or either with axes of 1 behind. */
  readonly dims: readonly number[];
  /** Its values, the last axis first to move: float32 or float64. */
  readonly data: unknown;
}

/** Options of {@link featuresFromPipeline}. */
export interface FeaturesFromPipelineOptions<Image, Settings> {
  /**
   * Makes what the pipeline takes for an image, of pixels from 0 to 255, row by row, the channels of a pixel side by side. For
   * transformers.js: `(...picture) => new RawImage(...picture)`, with `.rgb()` behind it where the network wants three channels of one.
   */
  readonly toImage: (pixels: Uint8ClampedArray, width: number, height: number, channels: number) => Image;
  /** Scaling that the samples have: `'tanh'`, from −1 to 1, or `'unit'`, from 0 to 1. Default `'tanh'`. */
  readonly scale?: PixelScale;
  /**
   * Features of an image where the network gives a row for each of its tokens: the `'first'` one, which is the class token of vision
   * transformers, or the `'mean'` of all. No default: the figures differ.
   */
  readonly tokens?: 'first' | 'mean';
  /** Passed on to the pipeline: `{ pool: true }`, say. */
  readonly settings?: Settings;
}

/**
 * A feature pipeline as a source of features, such as transformers.js's: CLIP, DINO and other networks in ONNX, which run outside tfjs. Samples become
 * pixels of 0 to 255 ({@link toPixels}); resizing and normalizing them is the pipeline's. gan-core doesn't import the pipeline's
 * package, so any version will do that keeps to the shape of {@link FeaturePipeline}.
 *
 * Networks, revisions and number formats (float32, q8, …) differ in their features: name all three beside the result.
 *
 * Source: transformers.js, `pipeline('image-feature-extraction')`; which features to take of CLIP: Jayasumana et al. 2024, "Rethinking FID:
 * Towards a Better Evaluation Metric for Image Generation".
 *
 * @param pipeline - called with an array of images, one for each sample of the batch
 * @param options - `toImage`, `scale`, `tokens`, `settings`
 * @returns gives the features of images `[count, height, width, channels]`, later; for {@link extractFeatures}
 * @throws ArgumentError for no function or a wrong option; the function's promise rejects for what are no images, and for what the
 *   pipeline gives that isn't a row of numbers for each
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { extractFeatures, featuresFromPipeline } from 'gan-core/metrics';
 * // In place of `await pipeline('image-feature-extraction', …)`: the mean of each picture.
 * const pipeline = async (pictures: Uint8ClampedArray[]) => ({
 *   dims: [pictures.length, 1],
 *   data: Float32Array.from(pictures, (pixels) => pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length),
 * });
 * const features = featuresFromPipeline(pipeline, { toImage: (pixels) => pixels });
 * const images = tf.stack([tf.fill([8, 8, 3], -1), tf.fill([8, 8, 3], 1)]);
 * console.log(await extractFeatures(images, features)); // → { values: Float32Array(2) [ 0, 255 ], dimension: 1 }
 * ```
 */
export function featuresFromPipeline<Image, Settings = undefined>(
  pipeline: FeaturePipeline<Image, Settings>,
  options: FeaturesFromPipelineOptions<Image, Settings>,
): (images: Tensor) => Promise<FlatSamples> {
  checkFunction('pipeline', pipeline, 'a function of images, such as a pipeline of transformers.js');
  refuseUnknownKeys(options, ['toImage', 'scale', 'tokens', 'settings']);
  const { toImage, scale = 'tanh', tokens, settings } = options;
  checkFunction('toImage', toImage, 'a function of pixels, width, height and channels');
  refuseUnless(scale === 'tanh' || scale === 'unit', 'scale', scale, "'tanh' (−1 to 1) or 'unit' (0 to 1)");
  refuseUnless([undefined, 'first', 'mean'].includes(tokens), 'tokens', tokens, "'first' or 'mean'");
  return async (images) => {
    const pictures = await picturesOf(images, toImage, scale);
    return rowsOf(await pipeline(pictures, settings), pictures.length, tokens);
  };
}

async function picturesOf<Image>(
  images: Tensor,
  toImage: FeaturesFromPipelineOptions<Image, unknown>['toImage'],
  scale: PixelScale,
): Promise<Image[]> {
  const expected = 'images as a float32 tensor, [count, height, width, channels]';
  checkTensor('images', images, { expected, dtype: 'float32', leastRank: 1 });
  refuseUnless(images.rank === 4, 'images', images, expected);
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  // As pixels NaN is black: a broken generator would get features as good as any.
  const values = await images.data();
  if (!values.every(Number.isFinite))
    throw new ArgumentError(
      'images',
      'has values that are NaN or infinite; expected finite ones. See whether the generator still works.',
    );
  const pixels = await toPixels(images, { scale });
  const size = pixels.length / count;
  return Array.from({ length: count }, (_, index) =>
    toImage(pixels.slice(index * size, (index + 1) * size), width, height, channels),
  );
}

/** The rows that the pipeline gave, a copy. */
function rowsOf(
  output: PipelineOutput,
  count: number,
  tokens: FeaturesFromPipelineOptions<never, never>['tokens'],
): FlatSamples {
  const { dims, data } = (output ?? {}) as Partial<PipelineOutput>;
  const shape = Array.isArray(dims) ? withoutOnes(dims as readonly number[]) : [];
  const size = shape.reduce((product, axis) => product * axis, 1);
  const isNumbers = data instanceof Float32Array || data instanceof Float64Array;
  if (!isNumbers || shape.length < 2 || shape.length > 3 || shape[0] !== count || size !== data.length)
    throw noRows(output, count);
  const dimension = shape.at(-1)!;
  if (shape.length === 2) return { values: data.slice(), dimension };
  const given = shape[1]!;
  if (tokens === undefined) {
    throw new ArgumentError(
      'tokens',
      `isn't set, and the pipeline gives ${given} rows of ${dimension} numbers for each image; expected 'first' or 'mean'.`,
    );
  }
  const taken = tokens === 'first' ? 1 : given;
  const values = Float64Array.from({ length: count * dimension }, (_, at) => {
    const from = Math.floor(at / dimension) * given * dimension + (at % dimension);
    let sum = 0;
    for (let token = 0; token < taken; token++) sum += data[from + token * dimension]!;
    return sum / taken;
  });
  return { values, dimension };
}

/** A shape without the axes of 1 at its end that a pooling over an image leaves. */
function withoutOnes(dims: readonly number[]): readonly number[] {
  let rank = dims.length;
  while (rank > 2 && dims[rank - 1] === 1) rank--;
  return dims.slice(0, rank);
}

function noRows(output: PipelineOutput, count: number): ArgumentError {
  const { dims, data } = (output ?? {}) as Partial<PipelineOutput>;
  const got = Array.isArray(dims)
    ? `dims [${dims.join(', ')}] with ${describeValue(data)}`
    : describeValue(output);
  return new ArgumentError(
    'pipeline',
    `gave ${got} for ${count} images; expected float32 values with dims [${count}, d] or [${count}, tokens, d]. Ask it for a float32 network, on the CPU at its end.`,
  );
}
