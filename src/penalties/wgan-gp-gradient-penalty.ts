import { type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checkBoolean, checkNumber, nonNegative, refuseUnknownKeys } from '../errors';
import { checkedPenalty } from './checked-penalty';
import { checkDiscriminate, checkSamples, type Discriminate, meanSquaredExcess } from './input-gradient';
import { type InterpolationOptions, interpolate } from './interpolation';
import { checkEvery, type LazyOptions, type Penalty } from './penalty';

/** The settings of the gradient penalty of WGAN-GP. */
export interface WganGpGradientPenaltyOptions {
  /** λ. Default 10. */
  readonly weight?: number;
  /** The norm to aim at: 1 for a critic that is 1-Lipschitz. Default 1. */
  readonly target?: number;
  /** Penalize only norms above the target (Petzka et al. 2018, WGAN-LP). Default false: both sides, as in WGAN-GP. */
  readonly oneSided?: boolean;
}

/**
 * The gradient penalty of WGAN-GP: λ · E(‖∇D(x̂)‖ − target)² at x̂ = u·real + (1 − u)·fake, u uniform.
 * One-sided: λ · E max(0, ‖∇D(x̂)‖ − target)². The norm runs over all of one sample's values, and is stable
 * at a zero gradient.
 *
 * Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", eq. 3; one-sided: §4 there.
 *
 * @param discriminate - D, as samples → logits
 * @param real - a batch of real samples
 * @param fake - a batch of generated samples of the same shape
 * @param options - `weight`, `target`, `oneSided`; `interpolation`, `seed` or `random` for u
 * @returns the penalty, ≥ 0
 * @throws ArgumentError for samples that aren't float32 batches of one shape, or a weight or target out of range,
 *   or a `oneSided` that is neither true nor false
 * @throws GradientError where D has an operation without a second-order gradient that is known to be right
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { wganGpGradientPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const real = tf.tensor2d([[1], [2]]);
 * const fake = tf.tensor2d([[0], [4]]);
 * // 10 · (3 − 1)²
 * console.log(wganGpGradientPenalty(discriminate, real, fake, { weight: 10, seed: 1 }).arraySync()); // → 40
 * ```
 */
export function wganGpGradientPenalty(
  discriminate: Discriminate,
  real: Tensor,
  fake: Tensor,
  options: WganGpGradientPenaltyOptions & InterpolationOptions = {},
): Scalar {
  refuseUnknownKeys(options, ['weight', 'target', 'oneSided', 'interpolation', 'seed', 'random']);
  checkDiscriminate(discriminate);
  checkSamples('real', real);
  checkSamples('fake', fake);
  const settings = checkedSettings(options);
  return tidy(() => meanSquaredExcess(discriminate, interpolate(real, fake, options), settings));
}

/**
 * {@link wganGpGradientPenalty} as the Trainer takes it.
 *
 * @param options - `weight`, `target`, `oneSided`, `every`
 * @returns the penalty
 * @throws ArgumentError for a weight, a target or an `every` out of range, or a `oneSided` that is neither true nor false
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom } from 'gan-core/distributions';
 * import { wganGpPenalty } from 'gan-core/penalties';
 * const discriminate = (x: tf.Tensor) => tf.sum(tf.mul(x, 3), 1); // its gradient has norm 3
 * const [real, fake, logits] = [tf.ones([2, 1]), tf.zeros([2, 1]), tf.zeros([2])];
 * const inputs = { discriminate, real, fake, realLogits: logits, fakeLogits: logits, random: createRandom(1) };
 * // For the Trainer's `terms`. 10 · (3 − 1)²
 * console.log(wganGpPenalty({ weight: 10 }).compute(inputs).arraySync()); // → 40
 * ```
 */
export function wganGpPenalty(options: WganGpGradientPenaltyOptions & LazyOptions = {}): Penalty {
  refuseUnknownKeys(options, ['weight', 'target', 'oneSided', 'every']);
  const { every = 1 } = options;
  const settings = checkedSettings(options);
  return checkedPenalty({
    name: 'wgan-gp',
    every: checkEvery(every),
    compute: ({ discriminate, real, fake, random }) =>
      wganGpGradientPenalty(discriminate, real, fake, { ...settings, random }),
  });
}

function checkedSettings({ weight = 10, target = 1, oneSided = false }: WganGpGradientPenaltyOptions) {
  checkNumber('weight', weight, nonNegative);
  checkNumber('target', target, nonNegative);
  checkBoolean('oneSided', oneSided);
  return { weight, target, oneSided };
}
