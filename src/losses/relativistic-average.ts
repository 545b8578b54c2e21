import '#tfjs-gradients';
import { mean, softplus, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import {
  checkLogitPair,
  checkLossOptions,
  type LossOptions,
  type ReducedPairLoss,
  type Reduction,
  reducePair,
  refuseOptions,
} from './reduction';

/**
 * The discriminator's half of the relativistic average GAN: E softplus(−(r − E f)) + E softplus(f − E r), each sample
 * compared with the mean of the other batch.
 *
 * Its least value over all D is 2 log 2 less a divergence of its own; there is no closed form. Convention: the
 * sum of the two terms, without the ½ that some implementations put before it; E f and E r are the batches' means, with
 * their gradient.
 *
 * Source: Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", §4.2
 * (RaSGAN).
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`; the means that samples are compared with stay means
 * @returns the loss in nats, ≥ 0: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticAverageDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([5, 5]);
 * const fake = tf.tensor1d([5, 5]);
 * // Each logit is the other batch's mean: log 2 for each half.
 * console.log(relativisticAverageDiscriminatorLoss(real, fake).arraySync().toFixed(4)); // → 1.3863
 * ```
 */
export function relativisticAverageDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedPairLoss<R> {
  checkLossOptions(options);
  checkLogitPair(realLogits, fakeLogits);
  return reducePair(
    () => [softplus(sub(mean(fakeLogits), realLogits)), softplus(sub(fakeLogits, mean(realLogits)))],
    options.reduction,
  );
}

/**
 * The generator's half of the relativistic average GAN: E softplus(−(f − E r)) + E softplus(r − E f), the
 * discriminator's with the sides exchanged.
 *
 * Source: Jolicoeur-Martineau 2018, "The relativistic discriminator", §4.2. Convention: the sum of the two terms, no ½.
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`; the means that samples are compared with stay means
 * @returns the loss in nats, ≥ 0: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticAverageGeneratorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([5, 5]);
 * const fake = tf.tensor1d([5, 5]);
 * // Each logit is the other batch's mean: log 2 for each half.
 * console.log(relativisticAverageGeneratorLoss(real, fake).arraySync().toFixed(4)); // → 1.3863
 * ```
 */
export function relativisticAverageGeneratorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedPairLoss<R> {
  checkLossOptions(options);
  checkLogitPair(realLogits, fakeLogits);
  return reducePair(
    () => [softplus(sub(realLogits, mean(fakeLogits))), softplus(sub(mean(realLogits), fakeLogits))],
    options.reduction,
  );
}

/**
 * The relativistic average game as the Trainer takes it: {@link relativisticAverageDiscriminatorLoss} and
 * {@link relativisticAverageGeneratorLoss}. D's loss reads as the relativistic average divergence, 2 log 2 − loss
 * (Jolicoeur-Martineau 2019, "On Relativistic f-Divergences"): 0 for p = q, up to 2 log 2.
 *
 * @returns the two halves, with that reading
 * @throws ArgumentError for options: it has none
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticAverageLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([50, 50]);
 * const fake = tf.tensor1d([-50, -50]);
 * const { discriminator, divergence } = relativisticAverageLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is certain and right: 2 log 2.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(4)); // → relativistic average divergence 1.3863
 * ```
 */
export function relativisticAverageLoss(...options: []): AdversarialLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'relativistic average',
    generatorNeedsReal: true,
    discriminator: ({ real, fake }) => relativisticAverageDiscriminatorLoss(real, fake),
    generator: ({ real, fake }) => relativisticAverageGeneratorLoss(real as Tensor, fake),
    divergence: {
      name: 'relativistic average divergence',
      fromDiscriminatorLoss: (loss) => 2 * Math.LN2 - loss,
    },
  });
}
