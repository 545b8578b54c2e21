import { expandDims, type Tensor, tensor, tidy, util, where } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkSize,
  checkTensor,
  checkWholeNumber,
  describeValue,
  refuseUnknownKeys,
} from '../errors';

/** Options of {@link styleMixing}. */
export interface StyleMixingOptions {
  /** Number of the generator's layers that take a latent. */
  readonly layers: number;
  /**
   * The first layer that takes the second latent, from 0 (all of them do) to `layers` (none does): one for the batch, or
   * one for each sample.
   */
  readonly crossover: number | readonly number[];
}

/**
 * Mixes the styles of two batches of latents: the layers before the crossover point take the first one's, those from it on the
 * second one's. In training, with crossovers drawn at random, it is StyleGAN's mixing regularization.
 *
 * Source: Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for Generative Adversarial Networks", §3.1.
 *
 * @param first - intermediate latents, `[batch, dimension]`
 * @param second - others, of the same shape
 * @param options - `layers` and `crossover`
 * @returns a latent for each layer, `[batch, layers, dimension]`
 * @throws ArgumentError for what are no float32 latents of one shape, layers that aren't a whole number above 0, a crossover
 *   that isn't one from 0 to `layers`, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { styleMixing } from 'gan-core/distributions';
 * const [coarse, fine] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[8, 9]])];
 * const mixed = styleMixing(coarse, fine, { layers: 3, crossover: 1 });
 * console.log(JSON.stringify(mixed.arraySync())); // → [[[1,2],[8,9],[8,9]]]
 * ```
 */
export function styleMixing(first: Tensor, second: Tensor, options: StyleMixingOptions): Tensor {
  const expected = 'a float32 batch of latents, [batch, dimension]';
  for (const [name, latents] of Object.entries({ first, second })) {
    checkTensor(name, latents, { expected, dtype: 'float32', leastRank: 2 });
    if (latents.rank !== 2)
      throw new ArgumentError(name, `got ${describeValue(latents)}; expected ${expected}.`);
  }
  if (!util.arraysEqual(first.shape, second.shape))
    throw new ArgumentError(
      'second',
      `has shape [${second.shape}]; expected [${first.shape}], that of \`first\`.`,
    );
  refuseUnknownKeys(options, ['layers', 'crossover']);
  const { layers, crossover } = options;
  checkWholeNumber('layers', layers, 1);
  checkSize('layers', layers * first.size, 'numbers');
  const batch = first.shape[0]!;
  const points = crossoversOf(crossover, layers, batch);
  return tidy(() => {
    const isFirst = points.flatMap((point) =>
      Array.from({ length: layers }, (_, layer) => Number(layer < point)),
    );
    const mask = tensor(isFirst, [points.length, layers, 1], 'bool');
    return where(mask, expandDims(first, 1), expandDims(second, 1));
  });
}

/** The crossovers of a batch: one for all of it, or one a sample. */
function crossoversOf(crossover: StyleMixingOptions['crossover'], layers: number, batch: number): number[] {
  const points = Array.isArray(crossover)
    ? Array.from(crossover as readonly number[])
    : [crossover as number];
  if (Array.isArray(crossover) && points.length !== batch) {
    throw new ArgumentError(
      'crossover',
      `got ${describeValue(crossover)}; expected one for each of the ${batch} samples, or a number for all.`,
    );
  }
  for (const point of points) {
    checkWholeNumber('crossover', point, 0, `, and at most ${layers}, the number of layers`);
    if (point > layers)
      throw new ArgumentError('crossover', `got ${point}; expected at most ${layers}, the number of layers.`);
  }
  return points;
}
