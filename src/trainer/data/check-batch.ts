import { Tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';

/** Refuses a batch that isn't a float32 tensor of samples, or whose samples have another shape than those before. */
export function checkBatch(real: unknown, sampleShape?: number[]): asserts real is Tensor {
  const expected = 'expected a float32 tensor [batch, ...sample]';
  if (!(real instanceof Tensor)) {
    throw new ArgumentError('data', `gave ${describeValue(real)} as a batch; ${expected}.`);
  }
  if (real.isDisposed)
    throw new ArgumentError(
      'data',
      'gave a batch that was disposed of; keep it until the next one is asked for.',
    );
  if (real.rank < 2 || real.size === 0) {
    throw new ArgumentError('data', `gave a batch of shape [${real.shape}]; ${expected}, not empty.`);
  }
  if (real.dtype !== 'float32') {
    throw new ArgumentError(
      'data',
      `gave a batch of ${real.dtype}; ${expected}: convert it with tf.cast(batch, 'float32') and scale it.`,
    );
  }
  if (sampleShape && !util.arraysEqual(real.shape.slice(1), sampleShape)) {
    throw new ArgumentError(
      'data',
      `gave samples of shape [${real.shape.slice(1)}] after samples of shape [${sampleShape}]; expected one shape.`,
    );
  }
}
