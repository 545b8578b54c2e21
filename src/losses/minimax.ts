import '#tfjs-gradients';
import { add, mul, neg, type Scalar, softplus, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { jensenShannonFromValue } from '../divergences';
import { checkNumber, interval, refuseUnknownKeys } from '../errors';
import type { GameLogits, StandaloneLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import { meanSoftplus } from './mean-softplus';
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
} from './reduction';

/** Options of the discriminator's logistic loss. */
export interface LabelSmoothing {
  /**
   * One-sided label smoothing s in [0, 0.5): real samples get the target 1 − s in place of 1, fake ones keep 0
   * (Salimans et al. 2016, §3.4). Default 0.
   */
  readonly labelSmoothing?: number;
}

/**
 * The discriminator's half of the original GAN: −(E log σ(r) + E log(1 − σ(f))), the logistic loss with targets 1 for
 * real and 0 for fake logits, computed as E softplus(−r) + E softplus(f), which is finite for logits of any size.
 *
 * It equals −V(G, D), so at the best discriminator 2 log 2 − 2·JSD(P_data‖P_G).
 * With smoothing s the real term is −E[(1 − s) log σ(r) + s log(1 − σ(r))].
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 1; smoothing: Salimans et al. 2016, "Improved Techniques
 * for Training GANs", §3.4.
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `labelSmoothing`, `reduction`
 * @returns the loss in nats, ≥ 0: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, a smoothing outside [0, 0.5), or an unknown
 *   reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { minimaxDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([0, 0]);
 * const fake = tf.tensor1d([0, 0]);
 * // A logit of 0 says ½: 2 log 2.
 * console.log(minimaxDiscriminatorLoss(real, fake).arraySync().toFixed(4)); // → 1.3863
 * ```
 */
export function minimaxDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> & LabelSmoothing = {},
): ReducedPairLoss<R> {
  checkLossOptions(options, 'labelSmoothing');
  const { labelSmoothing = 0, reduction = 'mean' } = options;
  checkLogitPair(realLogits, fakeLogits);
  checkSmoothing(labelSmoothing);
  if (labelSmoothing === 0 && reduction === 'mean') {
    return tidy(() => meanSoftplus([realLogits, -1], [fakeLogits, 1])) as ReducedPairLoss<R>;
  }
  return reducePair(() => {
    const towardsReal = softplus(neg(realLogits));
    // softplus(r) = softplus(−r) + r, so (1 − s)·softplus(−r) + s·softplus(r) is:
    const smoothed = labelSmoothing === 0 ? towardsReal : add(towardsReal, mul(realLogits, labelSmoothing));
    return [smoothed, softplus(fakeLogits)];
  }, reduction) as ReducedPairLoss<R>;
}

/**
 * The generator's half of the original game: E log(1 − σ(f)) = −E softplus(f), to be minimized. Its
 * slope −σ(f) vanishes where D is sure that f is fake: see {@link nonSaturatingGeneratorLoss}.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 1.
 *
 * @param fakeLogits - D's logits on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss in nats, ≤ 0: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { minimaxGeneratorLoss } from 'gan-core/losses';
 * const fake = tf.tensor1d([0, 0]);
 * // A logit of 0 says ½: log(1 − ½).
 * console.log(minimaxGeneratorLoss(fake).arraySync().toFixed(4)); // → -0.6931
 * ```
 */
export function minimaxGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  const { reduction = 'mean' } = options;
  checkLogits('fakeLogits', fakeLogits);
  return tidy(() =>
    reduction === 'mean'
      ? neg(meanSoftplus([fakeLogits, 1]))
      : reduceLoss(neg(softplus(fakeLogits)), reduction),
  ) as ReducedLoss<R>;
}

/**
 * The original minimax game as the Trainer takes it: {@link minimaxDiscriminatorLoss} and {@link minimaxGeneratorLoss}.
 *
 * @param options - `labelSmoothing` for the discriminator; with it the loss no longer reads as a divergence
 * @returns the two halves; without smoothing also the Jensen–Shannon reading
 * @throws ArgumentError for a smoothing outside [0, 0.5), or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { minimaxLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([50, 50]);
 * const fake = tf.tensor1d([-50, -50]);
 * const { discriminator, divergence } = minimaxLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is certain and right: log 2.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(4)); // → Jensen–Shannon 0.6931
 * ```
 */
export function minimaxLoss(options: LabelSmoothing = {}): StandaloneLoss {
  return checkedGame({
    name: 'minimax',
    ...logisticDiscriminator(options),
    generator: ({ fake }) => minimaxGeneratorLoss(fake),
  });
}

/** The discriminator's half that the minimax and the non-saturating game share, with what its loss measures. */
export function logisticDiscriminator(
  options: LabelSmoothing,
): Pick<StandaloneLoss, 'discriminator' | 'divergence'> {
  refuseUnknownKeys(options, ['labelSmoothing']);
  const { labelSmoothing = 0 } = options;
  checkSmoothing(labelSmoothing);
  const discriminator = ({ real, fake }: GameLogits): Scalar =>
    minimaxDiscriminatorLoss(real, fake, { labelSmoothing });
  if (labelSmoothing > 0) return { discriminator };
  return {
    discriminator,
    divergence: { name: 'Jensen–Shannon', fromDiscriminatorLoss: (loss) => jensenShannonFromValue(-loss) },
  };
}

function checkSmoothing(labelSmoothing: number): void {
  if (labelSmoothing === 0) return; // no range is made in every step
  checkNumber('labelSmoothing', labelSmoothing, interval('[0, 0.5)'), ', such as 0.1');
}
