import '#tfjs-gradients';
import { mul, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
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
 * The discriminator's half of LSGAN: ½ E(r − 1)² + ½ E f², D's output regressed on 1 for real and 0 for fake samples.
 *
 * The best D is p/(p + q), where the loss is ½ Σ pq/(p + q) = ¼ − Δ/8, with the triangular discrimination
 * Δ(p, q) = Σ (p − q)²/(p + q). Convention: with both ½, targets b = 1 and a = 0.
 *
 * Source: Mao et al. 2017, "Least Squares Generative Adversarial Networks", eq. 2 and 9.
 *
 * @param realLogits - D's raw output on real samples, any shape
 * @param fakeLogits - D's raw output on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, ≥ 0: a scalar, or `{ real, fake }` with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { leastSquaresDiscriminatorLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([1, 3]);
 * const fake = tf.tensor1d([0, 2]);
 * // ½ · mean of (0², 2²), for the real and for the generated half.
 * console.log(leastSquaresDiscriminatorLoss(real, fake).arraySync()); // → 2
 * ```
 */
export function leastSquaresDiscriminatorLoss<R extends Reduction = 'mean'>(
  realLogits: Tensor,
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedPairLoss<R> {
  checkLossOptions(options);
  checkLogitPair(realLogits, fakeLogits);
  return reducePair(
    () => [mul(square(sub(realLogits, 1)), 0.5), mul(square(fakeLogits), 0.5)],
    options.reduction,
  );
}

/**
 * The generator's half of LSGAN: ½ E(f − 1)², which also pulls back samples that D takes for more than real. Its slope
 * f − 1 grows with the distance from 1.
 *
 * Convention: with the ½, target c = 1 (Mao et al.'s "0-1 coding", eq. 9). With their other choice, a = −1, b = 1, c = 0,
 * G would minimize Pearson's χ²; with this one G's loss at the best D is ½ Σ q³/(p + q)², no f-divergence that is
 * zero at p = q.
 *
 * Source: Mao et al. 2017, "Least Squares Generative Adversarial Networks", eq. 2 and 9.
 *
 * @param fakeLogits - D's raw output on generated samples, any shape
 * @param options - `reduction`
 * @returns the loss, ≥ 0: a scalar, or a tensor of the logits' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or an unknown reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { leastSquaresGeneratorLoss } from 'gan-core/losses';
 * const fake = tf.tensor1d([1, 3]);
 * // ½ · mean of (0², 2²)
 * console.log(leastSquaresGeneratorLoss(fake).arraySync()); // → 1
 * ```
 */
export function leastSquaresGeneratorLoss<R extends Reduction = 'mean'>(
  fakeLogits: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkLogits('fakeLogits', fakeLogits);
  return tidy(() => reduceLoss(mul(square(sub(fakeLogits, 1)), 0.5), options.reduction)) as ReducedLoss<R>;
}

/**
 * LSGAN as the Trainer takes it: {@link leastSquaresDiscriminatorLoss} and {@link leastSquaresGeneratorLoss}.
 *
 * D's loss reads as the triangular discrimination Δ(p, q) = Σ (p − q)²/(p + q) = 2 − 8·loss, from 0 to 2, which is twice
 * `pearsonChiSquared` of p and (p + q)/2. Half of it is the Vincze–Le Cam divergence.
 *
 * @returns the two halves, with that reading
 * @throws ArgumentError for options: it has none
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { leastSquaresLoss } from 'gan-core/losses';
 * const real = tf.tensor1d([1, 1]);
 * const fake = tf.tensor1d([0, 0]);
 * const { discriminator, divergence } = leastSquaresLoss();
 * const loss = discriminator({ real, fake }).arraySync();
 * // A discriminator that is never wrong: the two share nothing.
 * console.log(divergence?.name, divergence?.fromDiscriminatorLoss(loss).toFixed(2)); // → triangular discrimination 2.00
 * ```
 */
export function leastSquaresLoss(...options: []): StandaloneLoss {
  refuseOptions(options);
  return checkedGame({
    name: 'least squares',
    discriminator: ({ real, fake }) => leastSquaresDiscriminatorLoss(real, fake),
    generator: ({ fake }) => leastSquaresGeneratorLoss(fake),
    divergence: {
      name: 'triangular discrimination',
      unit: '',
      fromDiscriminatorLoss: (loss) => 2 - 8 * loss,
    },
  });
}
