import '#tfjs-gradients';
import { softplus, sub, type Tensor, tidy, util } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import type { AdversarialLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import {
  checkLogitPair,
  checkLossOptions,
  type LossOptions,
  type ReducedLoss,
  type Reduction,
  reduceLoss,
  refuseOptions,
} from './reduction';

/**
 * The discriminator's half of the relativistic paired GAN: −E log σ(r − f) = E softplus(−(r − f)), over pairs of one
 * real and one generated sample. Only differences of logits count: a constant added to D's output changes nothing.
 *
 * The best D is log(p/q) up to a constant, where the loss is log 2 − JS(p⊗q, q⊗p): the Jensen–Shannon divergence between
 * (real, fake) pairs and (fake, real) pairs. For, with h(x, y) = D(x) − D(y), which is antisymmetric, twice the loss is
 * the logistic loss of telling the two kinds of pairs apart, whose best h, the logarithm of p(x)q(y)/(q(x)p(y)), is such
 * a difference.
 *
 * Source: Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", §4.1
 * (RSGAN); Huang et al. 2024, "The GAN is dead; long live the GAN! A Modern GAN Baseline", eq. 2 (RpGAN). Convention: one
 * expectation over the pairs; no ½.
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, of the same shape: the i-th is paired with the i-th real one
 * @param options - `reduction`
 * @returns the loss in nats, ≥ 0: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't non-empty float32 tensors of one shape, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([5, 0]);
 * const fake = tf.tensor1d([5, 0]);
 * // Each pair is undecided: log 2.
 * console.log(relativisticDiscriminatorLoss(real, fake).arraySync().toFixed(4)); // → 0.6931
 * ```
 */
export function relativisticDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkPairs(realLogits, fakeLogits);
  return tidy(() => reduceLoss(softplus(sub(fakeLogits, realLogits)), options.reduction)) as ReducedLoss<R>;
}

/**
 * The generator's half of the relativistic paired GAN: −E log σ(f − r) = E softplus(−(f − r)). Its slope in f is
 * −σ(r − f), largest where D is sure, and it has a slope in r too.
 *
 * Source: Jolicoeur-Martineau 2018, "The relativistic discriminator", §4.1; Huang et al. 2024, "The GAN is dead; long live
 * the GAN!", §2.1, whose RpGAN has G minimize the same loss with its sides exchanged.
 *
 * @param realLogits - D's logits on real samples, any shape
 * @param fakeLogits - D's logits on generated samples, of the same shape
 * @param options - `reduction`
 * @returns the loss in nats, ≥ 0: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't non-empty float32 tensors of one shape, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticGeneratorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([5, 0]);
 * const fake = tf.tensor1d([5, 0]);
 * // Each pair is undecided: log 2.
 * console.log(relativisticGeneratorLoss(real, fake).arraySync().toFixed(4)); // → 0.6931
 * ```
 */
export function relativisticGeneratorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkPairs(realLogits, fakeLogits);
  return tidy(() => reduceLoss(softplus(sub(realLogits, fakeLogits)), options.reduction)) as ReducedLoss<R>;
}

/**
 * The relativistic paired game as the Trainer takes it: {@link relativisticDiscriminatorLoss} and
 * {@link relativisticGeneratorLoss}. With R1 and R2 penalties it is R3GAN's. D's loss reads as JS(p⊗q, q⊗p),
 * log 2 − loss, from 0 to log 2.
 *
 * @returns the two halves, with that reading
 * @throws ArgumentError for options: it has none
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { relativisticLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([50, 50]);
 * const fake = tf.tensor1d([-50, -50]);
 * const { discriminator, divergence } = relativisticLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is certain and right of each pair: log 2.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(4)); // → Jensen–Shannon of pairs 0.6931
 * ```
 */
export function relativisticLoss(...options: []): AdversarialLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'relativistic',
    generatorNeedsReal: true,
    discriminator: ({ real, fake }) => relativisticDiscriminatorLoss(real, fake),
    generator: ({ real, fake }) => relativisticGeneratorLoss(real as Tensor, fake),
    divergence: {
      name: 'Jensen–Shannon of pairs',
      fromDiscriminatorLoss: (loss) => Math.LN2 - loss,
    },
  });
}

function checkPairs(realLogits: Tensor, fakeLogits: Tensor): void {
  checkLogitPair(realLogits, fakeLogits);
  if (!util.arraysEqual(realLogits.shape, fakeLogits.shape)) {
    throw new ArgumentError(
      'fakeLogits',
      `got shape [${fakeLogits.shape}]; expected [${realLogits.shape}], as realLogits: each generated sample is paired with a real one.`,
    );
  }
}
