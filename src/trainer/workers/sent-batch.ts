import { type DataType, dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { conditionTensors, mapCondition } from '../../tfjs';
import { tensorsOfBatch } from '../data/training-data';
import type { RealBatch } from '../game/game';

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

/** The batch with each of its tensors replaced. */
export function mapBatch({ real, condition }: RealBatch, map: (tensor: Tensor) => Tensor): RealBatch {
  return { real: map(real), condition: mapCondition(condition, map) };
}

/** Frees all tensors of a batch. */
export function disposeBatch({ real, condition }: RealBatch): void {
  dispose([real, ...conditionTensors(condition)]);
}
