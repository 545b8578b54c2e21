import { add, keep, mean, neg, type Scalar, softplus, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, recordingEngine, runUnrecorded, shareData } from '../tfjs';

/** Logits at most, of a batch: of more, kernels that compute four numbers at a time are faster. */
const MOST_LOGITS = 4096;

/** A batch of logits, and the sign that they get. */
type Signed = readonly [logits: Tensor, sign: 1 | -1];

/**
 * The mean of log(1 + exp(±x)) over a batch, or the sum of those over two batches: of tfjs's operations, or as one operation, forward
 * and backward, on backends with gan-core's own kernel. tfjs's engine takes longer for ten operations and their gradients than two
 * batches of logits do. As the other kernels of the kind, it serves where the result is differentiated once or not at all.
 */
export function meanSoftplus(...batches: [Signed] | [Signed, Signed]): Scalar {
  const { state } = recordingEngine();
  const isServed = state.gradientDepth <= 1 && batches.every(([{ size }]) => size <= MOST_LOGITS);
  if (!isServed || !hasKernel('GanCoreMeanSoftplus'))
    return batches
      .map(([x, sign]) => mean<Scalar>(softplus(sign < 0 ? neg(x) : x)))
      .reduce((a, b) => add(a, b));
  const inputs = Object.fromEntries(batches.map(([x], index) => [`x${index}`, x]));
  const attributes = { signs: batches.map(([, sign]) => sign) };
  const y = runUnrecorded('GanCoreMeanSoftplus', inputs, attributes)[0] as Scalar;
  if (state.gradientDepth === 0 || state.kernelDepth > 0) return y;
  const saved = batches.map(([x]) => keep(shareData(x)));
  const gradient = (dy: Tensor) =>
    Object.fromEntries(
      batches.map(([, sign], index) => [
        `x${index}`,
        () => runUnrecorded('GanCoreMeanSoftplusGrad', { dy, x: saved[index]! }, { sign })[0]!,
      ]),
    );
  recordingEngine().addTapeNode('GanCoreMeanSoftplus', inputs, [y], gradient, saved, {});
  return y;
}
