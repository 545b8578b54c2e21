import { Tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import { type Condition, conditionTensors } from '../../tfjs';

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
      `gave a batch of ${real.dtype}; ${expected}: scale pictures by fromPixels(batch), other numbers by tf.cast(batch, 'float32') and as they need.`,
    );
  }
  if (sampleShape && !util.arraysEqual(real.shape.slice(1), sampleShape)) {
    throw new ArgumentError(
      'data',
      `gave samples of shape [${real.shape.slice(1)}] after samples of shape [${sampleShape}]; expected one shape.`,
    );
  }
}

/** Traits of a condition that stay the same from batch to batch: the dtype and the shape behind the batch of each tensor. */
export type ConditionTraits = readonly string[];

/**
 * Refuses a condition that isn't made of tensors with one entry for each sample, or is another kind than those before.
 *
 * @param former - the traits of the batches before; undefined for the first one
 * @returns the traits of this one
 */
export function checkCondition(
  condition: Condition | undefined,
  count: number,
  former?: ConditionTraits,
): ConditionTraits {
  const expected = 'expected a tensor, or several, with an entry for each sample';
  const tensors = conditionTensors(condition);
  if (condition !== undefined && tensors.length === 0)
    throw new ArgumentError('data', `gave an empty array as the condition; ${expected}.`);
  for (const tensor of tensors as readonly unknown[]) {
    if (!(tensor instanceof Tensor))
      throw new ArgumentError('data', `gave ${describeValue(tensor)} as a condition; ${expected}.`);
    if (tensor.isDisposed)
      throw new ArgumentError(
        'data',
        'gave a condition that was disposed of; keep it as long as the samples.',
      );
    if (
      tensor.shape[0] === count &&
      tensor.size > 0 &&
      tensor.dtype !== 'string' &&
      tensor.dtype !== 'complex64'
    )
      continue;
    throw new ArgumentError(
      'data',
      `gave a condition of ${tensor.dtype} and shape [${tensor.shape}] for ${count} samples; ${expected}.`,
    );
  }
  const traits = tensors.map(
    ({ dtype, shape }) =>
      `${dtype} [batch${shape
        .slice(1)
        .map((size) => `, ${size}`)
        .join('')}]`,
  );
  if (former === undefined || traits.join() === former.join()) return traits;
  const say = (list: ConditionTraits) =>
    list.length === 0 ? 'no condition' : `a condition of ${list.join(' and ')}`;
  throw new ArgumentError(
    'data',
    `gave ${say(traits)} after ${say(former)}; expected the same in every batch.`,
  );
}
