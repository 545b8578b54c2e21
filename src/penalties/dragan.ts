import { add, moments, mul, type Scalar, sqrt, type Tensor, tidy, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkNumber, checkTensor, nonNegative, refuseUnknownKeys } from '../errors';
import type { Random } from '../random';
import { checkedPenalty } from './checked-penalty';
import { checkDiscriminate, checkSamples, type Discriminate, meanSquaredExcess } from './input-gradient';
import { streamOf, uniform } from './interpolation';
import { checkEvery, type LazyOptions, type Penalty } from './penalty';
import type { WeightOptions } from './zero-centered-gradient-penalty';

/** Source of DRAGAN's noise. */
export interface DraganNoiseOptions {
  /** The noise itself, of the samples' shape. Default: ½·σ·u with σ the batch's standard deviation and u uniform in [0, 1). */
  readonly noise?: Tensor;
  /** Draws u from a stream of this seed: the same u in each call. */
  readonly seed?: number;
  /** Draws u from this stream. Default: one stream for the process, seeded with 0. */
  readonly random?: Random;
}

/**
 * DRAGAN's penalty: λ · E(‖∇D(x + δ)‖ − 1)² around real samples. The noise is the authors' code's: δ = ½·σ·u, σ over the whole
 * batch, u uniform in [0, 1) for each value.
 *
 * Source: Kodali et al. 2017, "On Convergence and Stability of GANs", eq. 3.
 *
 * @param discriminate - D, as samples → logits
 * @param real - a batch of real samples
 * @param options - `weight`; `noise`, `seed` or `random`
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for samples that aren't a float32 batch, noise of another shape, or a weight out of range
 * @throws GradientError where D has an operation without a second-order gradient that is known to be right
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { draganGradientPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const real = tf.tensor2d([[1], [2]]);
 * // 10 · (3 − 1)²
 * console.log(draganGradientPenalty(discriminate, real, { weight: 10, seed: 1 }).arraySync()); // → 40
 * ```
 */
export function draganGradientPenalty(
  discriminate: Discriminate,
  real: Tensor,
  options: WeightOptions & DraganNoiseOptions = {},
): Scalar {
  refuseUnknownKeys(options, ['weight', 'noise', 'seed', 'random']);
  const { weight = 10, noise } = options;
  checkDiscriminate(discriminate);
  checkSamples('real', real);
  checkNumber('weight', weight, nonNegative);
  if (noise !== undefined) {
    const expected = `a float32 tensor of shape [${real.shape}], the shape of \`real\``;
    checkTensor('noise', noise, { expected, dtype: 'float32' });
  }
  if (noise && !util.arraysEqual(noise.shape, real.shape)) {
    throw new ArgumentError(
      'noise',
      `has shape [${noise.shape}]; expected [${real.shape}], the shape of \`real\`.`,
    );
  }
  return tidy(() => {
    const deviation = sqrt(moments(real).variance);
    const shift = noise ?? mul(mul(uniform(real.shape, streamOf(options)), deviation), 0.5);
    return meanSquaredExcess(discriminate, add(real, shift), { weight, target: 1, oneSided: false });
  });
}

/**
 * {@link draganGradientPenalty} as the Trainer takes it.
 *
 * @param options - `weight`, `every`
 * @returns the penalty
 * @throws ArgumentError for a weight or an `every` out of range
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom } from 'gan-core/distributions';
 * import { draganPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const [real, fake, logits] = [tf.ones([2, 1]), tf.zeros([2, 1]), tf.zeros([2])];
 * const inputs = { discriminate, real, fake, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * // For the Trainer's `penalties`. 10 · (3 − 1)²
 * console.log(draganPenalty({ weight: 10 }).compute(inputs).arraySync()); // → 40
 * ```
 */
export function draganPenalty(options: WeightOptions & LazyOptions = {}): Penalty {
  refuseUnknownKeys(options, ['weight', 'every']);
  const { weight = 10, every = 1 } = options;
  checkNumber('weight', weight, nonNegative);
  return checkedPenalty({
    name: 'dragan',
    every: checkEvery(every),
    compute: ({ discriminate, real, random }) =>
      draganGradientPenalty(discriminate, real, { weight, random }),
  });
}
