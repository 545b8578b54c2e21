import { add, mul, sub, type Tensor, tidy, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkNumber, checkTensor, finite, refuseUnknownKeys } from '../errors';

/** Options of {@link truncateLatent}. */
export interface TruncateLatentOptions {
  /** The center w̄ that latents are drawn to: their mean, `[...shape]` of one latent, or its last axes. */
  readonly mean: Tensor;
  /** ψ: 1 leaves w as it is, 0 gives the mean, below 0 is beyond it. Default 0.7. */
  readonly psi?: number;
}

/**
 * Draws intermediate latents towards their mean: w′ = w̄ + ψ(w − w̄), StyleGAN's truncation trick. A smaller ψ gives better single
 * samples, and less variety. The mean is that of the mapping network's outputs for many z.
 *
 * Source: Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for Generative Adversarial Networks", appendix B.
 *
 * @param w - latents, batch first: `[batch, dimension]`, or `[batch, layers, dimension]`
 * @param options - `mean` and `psi`
 * @returns the latents, of w's shape
 * @throws ArgumentError for what are no float32 tensors, a mean of another shape than w's last axes, a ψ that isn't finite,
 *   or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { truncateLatent } from 'gan-core/distributions';
 * const w = tf.tensor2d([[3, 1], [-1, 1]]);
 * // 1 + 0.5·(3 − 1), …
 * console.log(truncateLatent(w, { mean: tf.mean(w, 0), psi: 0.5 }).arraySync()); // → [ [ 2, 1 ], [ 0, 1 ] ]
 * ```
 */
export function truncateLatent(w: Tensor, options: TruncateLatentOptions): Tensor {
  checkTensor('w', w, { expected: 'a float32 batch of latents', dtype: 'float32', leastRank: 2 });
  refuseUnknownKeys(options, ['mean', 'psi']);
  const { mean, psi = 0.7 } = options;
  checkTensor('mean', mean, { expected: 'the mean of latents, float32', dtype: 'float32', leastRank: 1 });
  const ending = w.shape.slice(Math.max(1, w.rank - mean.rank));
  if (!util.arraysEqual(mean.shape, ending)) {
    throw new ArgumentError(
      'mean',
      `has shape [${mean.shape}]; expected [${w.shape.slice(1)}], that of one of w's latents, or its last axes.`,
    );
  }
  checkNumber('psi', psi, finite, ': 1 for none, 0.7 say for better samples');
  return tidy(() => add(mean, mul(sub(w, mean), psi)));
}
