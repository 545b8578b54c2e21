import '#tfjs-gradients';
import { add, neg, relu, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from './adversarial-loss';
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
 */
export function hingeLoss(...options: []): AdversarialLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'hinge',
    generatorNeedsReal: false,
    discriminator: ({ real, fake }) => hingeDiscriminatorLoss(real, fake),
    generator: ({ fake }) => hingeGeneratorLoss(fake),
    divergence: { name: 'total variation', unit: '', fromDiscriminatorLoss: (loss) => 1 - loss / 2 },
  });
}
