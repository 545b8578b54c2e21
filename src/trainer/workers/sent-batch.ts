import { type DataType, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { disposeBatch, type RealBatch, tensorsOfBatch } from '../data/batch';

/** A tensor as plain numbers. */
interface SentTensor {
  readonly values: Float32Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** A real batch as plain numbers. */
export interface SentBatch {
  readonly real: SentTensor;
  readonly condition: readonly SentTensor[];
  /** Whether the condition is an array of tensors. */
  readonly isArray: boolean;
}

/** The batch's values, to be sent; disposes of it. */
export async function sendBatch(batch: RealBatch): Promise<SentBatch> {
  const read = async (each: Tensor): Promise<SentTensor> => ({
    values: (await each.data()) as Float32Array,
    shape: each.shape,
    dtype: each.dtype,
  });
  const [real, ...condition] = await Promise.all(tensorsOfBatch(batch).map(read));
  disposeBatch(batch);
  return { real: real!, condition, isArray: Array.isArray(batch.condition) };
}

/** The batch that was sent, as new tensors. */
export function receiveBatch({ real, condition, isArray }: SentBatch): RealBatch {
  const make = ({ values, shape, dtype }: SentTensor) => tensor(values, [...shape], dtype as 'float32');
  const tensors = condition.map(make);
  return { real: make(real), condition: isArray ? tensors : tensors[0] };
}
