import '#tfjs-gradients';
import { cast, div, logSoftmax, mul, neg, oneHot, sum, type Tensor, tidy, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, describeValue } from '../errors';
import {
  checkFloats,
  checkLossOptions,
  type LossOptions,
  type ReducedLoss,
  type Reduction,
  reduceLoss,
} from './reduction';

/**
 * The classification term of ACGAN: −E log P(C = c | x), softmax cross-entropy with whole-number labels. D adds it for its
 * real batch and for its generated one, G for its generated one, each with the labels that the samples have or were
 * made for. Finite for logits of any size.
 *
 * Convention: natural logarithm; the mean over samples. The paper maximizes log-likelihoods; this is what to minimize.
 *
 * Source: Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", eq. 3.
 *
 * @param classLogits - D's class logits, no softmax: the last axis counts classes
 * @param labels - an int32 tensor of class numbers from 0, of the shape without that axis. Nothing checks that each is one of
 *   the classes, since that would read the tensor back in each step: one that is not makes the loss NaN. Check them where
 *   they are plain numbers, when you make the tensor
 * @param options - `reduction`
 * @returns the loss in nats, ≥ 0: a scalar, or a tensor of the labels' shape with `reduction: 'none'`
 * @throws ArgumentError for logits that aren't a non-empty float32 tensor, or have a single class, labels of another type or shape, or an unknown
 *   reduction or option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { auxiliaryClassifierLoss } from 'gan-core/losses';
 * const labels = tf.tensor1d([0, 3], 'int32');
 * // Of four classes held equally likely: log 4.
 * console.log(auxiliaryClassifierLoss(tf.zeros([2, 4]), labels).arraySync().toFixed(4)); // → 1.3863
 * ```
 */
export function auxiliaryClassifierLoss<R extends Reduction = 'mean'>(
  classLogits: Tensor,
  labels: Tensor,
  options: LossOptions<R> = {},
): ReducedLoss<R> {
  checkLossOptions(options);
  checkFloats('classLogits', classLogits, 'of class logits, no softmax');
  if (classLogits.rank === 0) {
    throw new ArgumentError('classLogits', 'got a scalar; expected a last axis that counts classes.');
  }
  if (classLogits.shape.at(-1) === 1) {
    throw new ArgumentError(
      'classLogits',
      `got ${describeValue(classLogits)}: one class, whose loss is always 0; expected a last axis of at least two classes, not D's logit.`,
    );
  }
  const expected = classLogits.shape.slice(0, -1);
  const meaning = `an int32 tensor of shape [${expected}]: a class number for each sample of classLogits`;
  checkTensor('labels', labels, { expected: meaning, dtype: 'int32', mayBeEmpty: true });
  if (!util.arraysEqual(labels.shape, expected))
    throw new ArgumentError('labels', `got ${describeValue(labels)}; expected ${meaning}.`);
  return tidy(() => {
    // oneHot's own dtype argument is ignored on wasm.
    const chosen = cast(oneHot(labels, classLogits.shape.at(-1)!), 'float32');
    const losses = neg(sum(mul(chosen, logSoftmax(classLogits)), -1));
    // One for a label that is a class; for any other 0/0, so that it can't pass unseen.
    return reduceLoss(div(losses, sum(chosen, -1)), options.reduction);
  }) as ReducedLoss<R>;
}
