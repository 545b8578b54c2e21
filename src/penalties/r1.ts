import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { checkNumber, nonNegative, refuseUnknownKeys } from '../errors';
import { checkedPenalty } from './checked-penalty';
import { checkDiscriminate, checkSamples, type Discriminate, meanSquaredNorm } from './input-gradient';
import { checkEvery, type LazyOptions, type Penalty } from './penalty';

/** The weight of R1 and R2. */
export interface GammaOptions {
  /** γ; the penalty has γ/2. Default 10. */
  readonly gamma?: number;
}

/**
 * R1: γ/2 · E‖∇ₓD(x)‖² on real samples. The factor is γ/2, as in the paper,
 * StyleGAN2 and R3GAN; for code with γ alone, pass twice its γ. The norm runs over all of one sample's values; where D
 * gives several logits a sample, the gradient is that of their sum.
 *
 * It may be differentiated by D's weights (`tf.variableGrads`): that is what it is for.
 *
 * Source: Mescheder, Geiger & Nowozin 2018, "Which Training Methods for GANs do actually Converge?", eq. 9.
 *
 * @param discriminate - D, as samples → logits
 * @param real - a batch of real samples
 * @param options - `gamma`
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for samples that aren't a float32 batch, a γ that isn't finite and ≥ 0, or an unknown
 *   option
 * @throws GradientError where D has an operation without a second-order gradient that is known to be right
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { r1GradientPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const real = tf.tensor2d([[1], [2]]);
 * // 10/2 · 3²
 * console.log(r1GradientPenalty(discriminate, real, { gamma: 10 }).arraySync()); // → 45
 * ```
 */
export function r1GradientPenalty(
  discriminate: Discriminate,
  real: Tensor,
  options: GammaOptions = {},
): Scalar {
  refuseUnknownKeys(options, ['gamma']);
  const { gamma = 10 } = options;
  checkDiscriminate(discriminate);
  checkSamples('real', real);
  checkNumber('gamma', gamma, nonNegative);
  return meanSquaredNorm(discriminate, real, gamma / 2);
}

/**
 * R2: γ/2 · E‖∇ₓD(x)‖² on generated samples. As {@link r1GradientPenalty} otherwise; R3GAN uses both.
 *
 * Source: Mescheder, Geiger & Nowozin 2018, "Which Training Methods for GANs do actually Converge?", eq. 10; both together:
 * Huang et al. 2024, "The GAN is dead; long live the GAN! A Modern GAN Baseline".
 *
 * @param discriminate - D, as samples → logits
 * @param fake - a batch of generated samples
 * @param options - `gamma`
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for samples that aren't a float32 batch, a γ that isn't finite and ≥ 0, or an unknown
 *   option
 * @throws GradientError where D has an operation without a second-order gradient that is known to be right
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { r2GradientPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const fake = tf.tensor2d([[0], [4]]);
 * // 10/2 · 3²
 * console.log(r2GradientPenalty(discriminate, fake, { gamma: 10 }).arraySync()); // → 45
 * ```
 */
export function r2GradientPenalty(
  discriminate: Discriminate,
  fake: Tensor,
  options: GammaOptions = {},
): Scalar {
  refuseUnknownKeys(options, ['gamma']);
  const { gamma = 10 } = options;
  checkDiscriminate(discriminate);
  checkSamples('fake', fake);
  checkNumber('gamma', gamma, nonNegative);
  return meanSquaredNorm(discriminate, fake, gamma / 2);
}

/**
 * {@link r1GradientPenalty} as the Trainer takes it.
 *
 * @param options - `gamma` (default 10), `every` (default 1; StyleGAN2 has 16)
 * @returns the penalty
 * @throws ArgumentError for a γ or an `every` out of range
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom } from 'gan-core/distributions';
 * import { r1Penalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const [real, fake, logits] = [tf.ones([2, 1]), tf.zeros([2, 1]), tf.zeros([2])];
 * const inputs = { discriminate, real, fake, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * // For the Trainer's `penalties`. 10/2 · 3²
 * console.log(r1Penalty({ gamma: 10, every: 16 }).compute(inputs).arraySync()); // → 45
 * ```
 */
export function r1Penalty(options: GammaOptions & LazyOptions = {}): Penalty {
  refuseUnknownKeys(options, ['gamma', 'every']);
  const { gamma = 10, every = 1 } = options;
  checkNumber('gamma', gamma, nonNegative);
  return checkedPenalty({
    name: 'r1',
    every: checkEvery(every),
    compute: ({ discriminate, real }) => r1GradientPenalty(discriminate, real, { gamma }),
  });
}

/**
 * {@link r2GradientPenalty} as the Trainer takes it.
 *
 * @param options - `gamma` (default 10), `every` (default 1)
 * @returns the penalty
 * @throws ArgumentError for a γ or an `every` out of range
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom } from 'gan-core/distributions';
 * import { r2Penalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const [real, fake, logits] = [tf.ones([2, 1]), tf.zeros([2, 1]), tf.zeros([2])];
 * const inputs = { discriminate, real, fake, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * // For the Trainer's `penalties`. 10/2 · 3²
 * console.log(r2Penalty({ gamma: 10, every: 16 }).compute(inputs).arraySync()); // → 45
 * ```
 */
export function r2Penalty(options: GammaOptions & LazyOptions = {}): Penalty {
  refuseUnknownKeys(options, ['gamma', 'every']);
  const { gamma = 10, every = 1 } = options;
  checkNumber('gamma', gamma, nonNegative);
  return checkedPenalty({
    name: 'r2',
    every: checkEvery(every),
    compute: ({ discriminate, fake }) => r2GradientPenalty(discriminate, fake, { gamma }),
  });
}
