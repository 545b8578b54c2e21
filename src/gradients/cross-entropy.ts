import { exp, mul, neg, reshape, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Recorded } from '../tfjs';

/** tfjs's name of the tf.customGrad within tf.losses.softmaxCrossEntropy. */
export const softmaxCrossEntropy = 'softmaxCrossEntropy__op';

/**
 * Gives tf.losses.softmaxCrossEntropy the gradient of −Σ labels · logSoftmax(logits). tfjs's saves the logSoftmax, which then
 * counts as a constant in second derivatives; it takes the labels' sum to be 1; and that of the labels is another function's.
 */
export function correctCrossEntropy({ operation, intermediates: [copy] }: Recorded): void {
  const { saved = [] } = operation;
  const [labels, logSoftmax] = saved as [Tensor, Tensor];
  const column = (tensor: Tensor) => reshape(tensor, [...labels.shape.slice(0, -1), 1]);
  operation.gradient = ([dy]) => ({
    0: () => neg(mul(column(dy!), logSoftmax)),
    1: () => mul(column(dy!), sub(mul(exp(logSoftmax), sum(labels, -1, true)), labels)),
  });
  copy!.gradient = ([dy]) => ({
    0: () => mul(labels, 0),
    1: () => sub(dy!, mul(exp(logSoftmax), sum(dy!, -1, true))),
  });
}
