import { keep, mean, neg, type Scalar, softplus, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, recordingEngine, runUnrecorded, shareData } from '../tfjs';

/** Logits at most: of more, kernels that compute four numbers at a time are faster. */
const MOST_LOGITS = 4096;

/**
 * The mean of log(1 + exp(±x)): of tfjs's operations, or as one operation, forward and backward, on backends with gan-core's own
 * kernel. tfjs's engine takes longer for five operations and their gradients than a batch of logits does. As the other kernels of the
 * kind, it serves where the result is differentiated once or not at all.
 */
export function meanSoftplus(x: Tensor, sign: 1 | -1): Scalar {
  const { state } = recordingEngine();
  if (state.gradientDepth > 1 || x.size > MOST_LOGITS || !hasKernel('GanCoreMeanSoftplus'))
    return mean(softplus(sign < 0 ? neg(x) : x));
  const y = runUnrecorded('GanCoreMeanSoftplus', { x }, { sign })[0] as Scalar;
  if (state.gradientDepth === 0 || state.kernelDepth > 0) return y;
  const saved = keep(shareData(x));
  const gradient = (dy: Tensor) => ({
    x: () => runUnrecorded('GanCoreMeanSoftplusGrad', { dy, x: saved }, { sign })[0]!,
  });
  recordingEngine().addTapeNode('GanCoreMeanSoftplus', { x }, [y], gradient, [saved], {});
  return y;
}
