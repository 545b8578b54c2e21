import '#tfjs-gradients';
import { clone, neg, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { StandaloneLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import {
  checkLogitPair,
  checkLogits,
  checkLossOptions,
  type LossOptions,
  type ReducedLoss,
  type ReducedPairLoss,
  type Reduction,
  reduceLoss,
  reducePair,
  refuseOptions,
} from './reduction';

/**
 * The critic's half of WGAN: E f − E r. Unbounded below: the critic must be kept Lipschitz, by a gradient penalty,
 * spectral normalization or clipped weights. Over 1-Lipschitz critics its least value is −W₁(p, q), the Wasserstein-1
 * distance.
 *
 * Source: Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", eq. 2 and 3, negated to be minimized.
 *
 * @param realLogits - the critic's output on real samples, any shape
 * @param fakeLogits - the critic's output on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, of either sign: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { wassersteinDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([1, 3]);
 * const fake = tf.tensor1d([0, 1]);
 * // The mean on generated samples less that on real ones: ½ − 2.
 * console.log(wassersteinDiscriminatorLoss(real, fake).arraySync()); // → -1.5
 * ```
 */
export function wassersteinDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedPairLoss<R> {
  checkLossOptions(options);
  checkLogitPair(realLogits, fakeLogits);
  return reducePair(() => [neg(realLogits), clone(fakeLogits)], options.reduction);
}

/**
 * The generator's half of WGAN: −E f. Its slope is −1 everywhere.
 *
 * Source: Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", theorem 3.
 *
 * @param fakeLogits - the critic's output on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, of either sign: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { wassersteinGeneratorLoss } from 'gan-core/losses';
 * const fake = tf.tensor1d([0, 1]);
 * // Minus the mean.
 * console.log(wassersteinGeneratorLoss(fake).arraySync()); // → -0.5
 * ```
 */
export function wassersteinGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkLogits('fakeLogits', fakeLogits);
  return tidy(() => reduceLoss(neg(fakeLogits), options.reduction)) as ReducedLoss<R>;
}

/**
 * WGAN as the Trainer takes it: {@link wassersteinDiscriminatorLoss} and {@link wassersteinGeneratorLoss}. It keeps no
 * critic Lipschitz: add a penalty. No reading: −loss bounds W₁ from below only for a critic that is exactly
 * 1-Lipschitz, which no penalty makes sure of.
 *
 * @returns the two halves
 * @throws ArgumentError for options: it has none
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { wassersteinLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([1, 3]);
 * const fake = tf.tensor1d([0, 1]);
 * const { discriminator } = wassersteinLoss();
 * // The mean on generated samples less that on real ones: ½ − 2.
 * console.log(discriminator({ real, fake }).arraySync()); // → -1.5
 * ```
 */
export function wassersteinLoss(...options: []): StandaloneLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'Wasserstein',
    discriminator: ({ real, fake }) => wassersteinDiscriminatorLoss(real, fake),
    generator: ({ fake }) => wassersteinGeneratorLoss(fake),
  });
}
