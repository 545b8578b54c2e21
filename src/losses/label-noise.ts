import '#tfjs-gradients';
import { type Tensor, tensor, tidy, util, where } from '@tensorflow/tfjs-core';
import { ArgumentError, checkMembers, checkNumber, interval, refuseUnknownKeys } from '../errors';
import { checkRandom, type Random } from '../random';
import type { AdversarialLoss } from './adversarial-loss';
import { checkedGame } from './checked-game';
import { checkLogitPair } from './reduction';

/** Options of {@link flipLabels}. */
export interface LabelNoise {
  /** The share of pairs that are swapped, in [0, 0.5). */
  readonly share: number;
  /** Random stream that the choice is drawn from: `createRandom(seed)`. */
  readonly random: Random;
}

/** Two batches of logits, as a discriminator's loss takes them. */
export interface PairOfLogits {
  /** Logits that D's loss takes for real ones. */
  readonly real: Tensor;
  /** Logits that D's loss takes for generated ones. */
  readonly fake: Tensor;
}

/**
 * Label noise: swaps the i-th real with the i-th generated sample's logits, each pair with the probability `share`, so that
 * D is told the wrong label of both. Both batches keep their size.
 *
 * It keeps D from being sure: with the logistic loss its best logits are those between the mixtures (1 − s)p + s·q and
 * (1 − s)q + s·p. The expected loss is (1 − s)·loss + s·(loss with the labels exchanged), so it no longer reads as
 * a divergence between p and q.
 *
 * Source: Chintala et al. 2016, "How to train a GAN? Tips and tricks to make GANs work", tip 6; as noise on the labels,
 * Salimans et al. 2016, "Improved Techniques for Training GANs", §3.4, has its one-sided, certain form (label smoothing).
 *
 * @param realLogits - D's logits on real samples: the first axis counts samples
 * @param fakeLogits - D's logits on generated samples, of the same shape
 * @param noise - `share`, `random`: one draw a sample
 * @returns the logits that the discriminator's loss is to take, as `real` and `fake`
 * @throws ArgumentError for logits that aren't non-empty float32 tensors of one shape, a share outside [0, 0.5), no
 *   `random`, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { createRandom } from 'gan-core/distributions';
 * import { flipLabels } from 'gan-core/losses';
 * const ones = tf.ones([10_000]);
 * const { real, fake } = flipLabels(ones, tf.zeros([10_000]), { share: 0.1, random: createRandom(1) });
 * // The share that was swapped; none is lost.
 * console.log(tf.mean(real).dataSync()[0]?.toFixed(1), tf.mean(tf.add(real, fake)).arraySync()); // → 0.9 1
 * ```
 */
export function flipLabels(realLogits: Tensor, fakeLogits: Tensor, noise: LabelNoise): PairOfLogits {
  checkLogitPair(realLogits, fakeLogits);
  const { share, random } = readNoise(noise);
  if (!util.arraysEqual(realLogits.shape, fakeLogits.shape)) {
    throw new ArgumentError(
      'fakeLogits',
      `got shape [${fakeLogits.shape}]; expected [${realLogits.shape}], as realLogits: they are swapped in pairs.`,
    );
  }
  return tidy(() => {
    const { shape } = realLogits;
    const samples = shape[0] ?? 1;
    const swapped = Array.from({ length: samples }, () => random.next() < share);
    const mask = tensor(swapped, [samples, ...shape.slice(1).map(() => 1)].slice(0, shape.length), 'bool');
    return { real: where(mask, fakeLogits, realLogits), fake: where(mask, realLogits, fakeLogits) };
  });
}

/**
 * Makes a loss whose discriminator sees a share of flipped labels: see {@link flipLabels}. The generator's half stays as it
 * is, and there is no reading.
 *
 * @param loss - such as `nonSaturatingLoss()`
 * @param noise - `share`, `random`
 * @returns the loss for the Trainer
 * @throws ArgumentError for what is no loss, a share outside [0, 0.5), no `random`, or an unknown option
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { nonSaturatingLoss, withLabelNoise } from 'gan-core/losses';
 * const loss = withLabelNoise(nonSaturatingLoss(), { share: 0.05, random: createRandom(1) });
 * // No reading of a divergence is valid any more.
 * console.log(loss.name, loss.divergence); // → non-saturating, label noise 0.05 undefined
 * ```
 */
export function withLabelNoise(loss: AdversarialLoss, noise: LabelNoise): AdversarialLoss {
  const { name } = checkMembers('loss', loss, {
    expected: 'a game with both halves, such as nonSaturatingLoss()',
    functions: ['discriminator', 'generator'],
    strings: ['name'],
  });
  const { share, random } = readNoise(noise);
  const { generatorNeedsReal } = loss;
  return checkedGame({
    name: `${name}, label noise ${share}`,
    generatorNeedsReal,
    random,
    discriminator: ({ real, fake }) =>
      tidy(() => loss.discriminator(flipLabels(real, fake, { share, random }))),
    generator: (logits) => loss.generator(logits),
  });
}

/** The noise, checked and read once. */
function readNoise(noise: LabelNoise): LabelNoise {
  refuseUnknownKeys(noise, ['share', 'random'], 'noise');
  const { share, random } = noise;
  checkNumber('share', share, interval('[0, 0.5)'), ', such as 0.05');
  checkRandom(random, ['next']);
  return { share, random };
}
