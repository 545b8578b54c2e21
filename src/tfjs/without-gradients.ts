import { type TensorContainer, tidy } from '@tensorflow/tfjs-core';
import { checkFunction, refusePromise } from '../errors';
import { recordingEngine } from './recording-engine';

/**
 * Runs a piece of a loss whose results are constants to the gradient: what PyTorch calls `no_grad`. Nothing of it is recorded, and
 * all tensors that it makes and doesn't return are freed when it ends, as in `tf.tidy`. A gradient that is taken within it is
 * computed as ever.
 *
 * What it returns without having computed it keeps its own gradient: `withoutGradients(() => x)` is x. To cut off a tensor that is
 * there already, see `stopGradient`.
 *
 * @param work - what to run; synchronous
 * @returns what `work` returns
 * @throws ArgumentError if `work` is no function, or returns a promise: it would go on after recording was put back
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { withoutGradients } from 'gan-core/gradients';
 * // The slope of x·x² is 3x²; with x² held constant it is x².
 * const slope = tf.grad((x) => tf.mul(x, withoutGradients(() => tf.square(x))));
 * console.log(slope(tf.scalar(3)).dataSync()[0]); // → 9
 * ```
 */
export function withoutGradients<T>(work: () => T): T {
  checkFunction('work', work, 'a synchronous function');
  const { state } = recordingEngine();
  const { activeTape, gradientDepth } = state;
  // A gradient within starts a tape of its own at depth 0, and leaves none.
  state.gradientDepth = 0;
  state.activeTape = null;
  try {
    return tidy(() => {
      const result = work();
      refusePromise('work', 'it', result, 'await what it needs before');
      return result as TensorContainer;
    }) as T;
  } finally {
    state.gradientDepth = gradientDepth;
    state.activeTape = activeTape;
  }
}
