import '#tfjs-gradients';
import { add, neg, relu, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
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
 * The discriminator's half of the hinge loss: E max(0, 1 − r) + E max(0, 1 + f). Logits that are beyond ±1 on the right
 * side have no slope.
 *
 * The best D is sign(p − q), where the loss is 2 Σ min(p, q) = 2 − 2·TV(p, q).
 *
 * Source: Lim & Ye 2017, "Geometric GAN", §3; Miyato et al. 2018, "Spectral Normalization for Generative Adversarial
 * Networks", eq. 16.
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, ≥ 0: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { hingeDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([2, 0.5]);
 * const fake = tf.tensor1d([-2, 0]);
 * // Only logits within the margin cost: (0 + ½)/2 + (0 + 1)/2.
 * console.log(hingeDiscriminatorLoss(real, fake).arraySync()); // → 0.75
 * ```
 */
export function hingeDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedPairLoss<R> {
  checkLossOptions(options);
  checkLogitPair(realLogits, fakeLogits);
  return reducePair(() => [relu(sub(1, realLogits)), relu(add(1, fakeLogits))], options.reduction);
}

/**
 * The generator's half of the hinge loss: −E f, without a hinge. Its slope is −1 everywhere.
 *
 * Source: Lim & Ye 2017, "Geometric GAN", §3; Miyato et al. 2018, "Spectral Normalization for Generative Adversarial
 * Networks", eq. 17.
 *
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, of either sign: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { hingeGeneratorLoss } from 'gan-core/losses';
 * const fake = tf.tensor1d([1, 3]);
 * // Minus the mean.
 * console.log(hingeGeneratorLoss(fake).arraySync()); // → -2
 * ```
 */
export function hingeGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkLogits('fakeLogits', fakeLogits);
  return tidy(() => reduceLoss(neg(fakeLogits), options.reduction)) as ReducedLoss<R>;
}

/**
 * The hinge game as the Trainer takes it: {@link hingeDiscriminatorLoss} and {@link hingeGeneratorLoss}. D's loss reads
 * as the total variation distance, 1 − loss/2.
 *
 * @returns the two halves, with that reading
 * @throws ArgumentError for options: it has none
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { hingeLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([1, 1]);
 * const fake = tf.tensor1d([-1, -1]);
 * const { discriminator, divergence } = hingeLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is never wrong: the two share nothing.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(2)); // → total variation 1.00
 * ```
 */
export function hingeLoss(...options: []): StandaloneLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'hinge',
    discriminator: ({ real, fake }) => hingeDiscriminatorLoss(real, fake),
    generator: ({ fake }) => hingeGeneratorLoss(fake),
    divergence: { name: 'total variation', unit: '', fromDiscriminatorLoss: (loss) => 1 - loss / 2 },
  });
}
