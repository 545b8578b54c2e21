import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isTensor } from '../errors';
import { shareData } from './share-data';

/**
 * The same values as a constant, apart from all that computed them: what PyTorch calls `detach` and tfjs lacks.
 *
 * No gradient is asked for beyond it, so one that would be infinite or missing there (√ at 0, `topk`) does no harm. Where nothing
 * but it hangs on a variable, tfjs says that there is no gradient, as PyTorch does.
 *
 * @param x - any tensor; it stays yours
 * @returns a tensor of the same values, through which no gradient flows; it shares the data, so no copy is made
 * @throws ArgumentError for what isn't a tensor, or was disposed of
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { stopGradient } from 'gan-core/gradients';
 * // The slope of x·x is 2x; with one x held constant it is x.
 * const slope = tf.grad((x) => tf.mul(x, stopGradient(x)));
 * console.log(slope(tf.scalar(3)).dataSync()[0]); // → 3
 * ```
 */
export function stopGradient<T extends Tensor>(x: T): T {
  if (!isTensor(x)) {
    throw new ArgumentError('x', `got ${describeValue(x)}; expected a tensor.`);
  }
  if (x.isDisposed) throw new ArgumentError('x', 'was disposed of; expected a tensor that is in use.');
  // Made beside the tape: an operation, customGrad too, is recorded, and its zeros are multiplied by what lies before it.
  return shareData(x);
}
