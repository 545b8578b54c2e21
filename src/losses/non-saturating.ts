import '#tfjs-gradients';
import { neg, softplus, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { StandaloneLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import { meanSoftplus } from './mean-softplus';
import { type LabelSmoothing, logisticDiscriminator } from './minimax';
import {
  checkLogits,
  checkLossOptions,
  type LossOptions,
  type ReducedLoss,
  type Reduction,
  reduceLoss,
} from './reduction';

/**
 * The generator's loss in practice: −E log σ(f) = E softplus(−f). It falls where the
 * minimax half E log(1 − σ(f)) falls, but with slope −σ(−f), which is largest where D is sure that f is fake.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", §3, end.
 *
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss in nats, ≥ 0: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { nonSaturatingGeneratorLoss } from 'gan-core/losses';
 * const fake = tf.tensor1d([0, 0]);
 * // A logit of 0 says ½: −log ½.
 * console.log(nonSaturatingGeneratorLoss(fake).arraySync().toFixed(4)); // → 0.6931
 * ```
 */
export function nonSaturatingGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  const { reduction = 'mean' } = options;
  checkLogits('fakeLogits', fakeLogits);
  return tidy(() =>
    reduction === 'mean' ? meanSoftplus([fakeLogits, -1]) : reduceLoss(softplus(neg(fakeLogits)), reduction),
  ) as ReducedLoss<R>;
}

/**
 * The non-saturating game as the Trainer takes it: {@link minimaxDiscriminatorLoss} for D and
 * {@link nonSaturatingGeneratorLoss} for G. The Trainer's default.
 *
 * @param options - `labelSmoothing` for the discriminator; with it the loss no longer reads as a divergence
 * @returns the two halves; without smoothing also the Jensen–Shannon reading
 * @throws ArgumentError for a smoothing outside [0, 0.5), or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { nonSaturatingLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([50, 50]);
 * const fake = tf.tensor1d([-50, -50]);
 * const { discriminator, divergence } = nonSaturatingLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is certain and right: log 2.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(4)); // → Jensen–Shannon 0.6931
 * ```
 */
export function nonSaturatingLoss(options: LabelSmoothing = {}): StandaloneLoss {
  return checkedGame({
    name: 'non-saturating',
    ...logisticDiscriminator(options),
    generator: ({ fake }) => nonSaturatingGeneratorLoss(fake),
  });
}
