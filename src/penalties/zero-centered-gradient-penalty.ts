import { type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checkNumber, nonNegative, refuseUnknownKeys } from '../errors';
import { checkedPenalty } from './checked-penalty';
import { checkDiscriminate, checkSamples, type Discriminate, meanSquaredNorm } from './input-gradient';
import { type InterpolationOptions, interpolate } from './interpolation';
import { checkEvery, type LazyOptions, type Penalty } from './penalty';

/** The weight of a penalty. */
export interface WeightOptions {
  /** λ. Default 10. */
  readonly weight?: number;
}

/**
 * The zero-centered gradient penalty at interpolates: λ · E‖∇D(x̂)‖², x̂ = u·real + (1 − u)·fake, u uniform.
 * The factor is λ, not λ/2.
 *
 * Source: Thanh-Tung, Tran & Venkatesh 2019, "Improving Generalization and Stability of Generative Adversarial Networks", eq.
 * 5.
 *
 * @param discriminate - D, as samples → logits
 * @param real - a batch of real samples
 * @param fake - a batch of generated samples of the same shape
 * @param options - `weight`; `interpolation`, `seed` or `random` for u
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for samples that aren't float32 batches of one shape, or a weight out of range
 * @throws GradientError where D has an operation without a second-order gradient that is known to be right
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { zeroCenteredGradientPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const real = tf.tensor2d([[1], [2]]);
 * const fake = tf.tensor2d([[0], [4]]);
 * // 10 · 3²
 * console.log(zeroCenteredGradientPenalty(discriminate, real, fake, { weight: 10, seed: 1 }).arraySync()); // → 90
 * ```
 */
export function zeroCenteredGradientPenalty(
  discriminate: Discriminate,
  real: Tensor,
  fake: Tensor,
  options: WeightOptions & InterpolationOptions = {},
): Scalar {
  refuseUnknownKeys(options, ['weight', 'interpolation', 'seed', 'random']);
  const { weight = 10 } = options;
  checkDiscriminate(discriminate);
  checkSamples('real', real);
  checkSamples('fake', fake);
  checkNumber('weight', weight, nonNegative);
  return tidy(() => meanSquaredNorm(discriminate, interpolate(real, fake, options), weight));
}

/**
 * {@link zeroCenteredGradientPenalty} as the Trainer takes it.
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
 * import { zeroCenteredPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const [real, fake, logits] = [tf.ones([2, 1]), tf.zeros([2, 1]), tf.zeros([2])];
 * const inputs = { discriminate, real, fake, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * // For the Trainer's `penalties`. 10 · 3²
 * console.log(zeroCenteredPenalty({ weight: 10 }).compute(inputs).arraySync()); // → 90
 * ```
 */
export function zeroCenteredPenalty(options: WeightOptions & LazyOptions = {}): Penalty {
  refuseUnknownKeys(options, ['weight', 'every']);
  const { weight = 10, every = 1 } = options;
  checkNumber('weight', weight, nonNegative);
  return checkedPenalty({
    name: 'zero-centered',
    every: checkEvery(every),
    compute: ({ discriminate, real, fake, random }) =>
      zeroCenteredGradientPenalty(discriminate, real, fake, { weight, random }),
  });
}
