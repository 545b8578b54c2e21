import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { type Condition, conditionTensors, mapCondition } from '../../tfjs';

/** Real samples and their condition. */
export interface RealBatch {
  readonly real: Tensor;
  readonly condition?: Condition | undefined;
}

/** A batch of real samples, and whether the Trainer must dispose of it. */
export interface Batch extends RealBatch {
  readonly owned: boolean;
}

/** All tensors of a batch. */
export function tensorsOfBatch({ real, condition }: RealBatch): Tensor[] {
  return [real, ...conditionTensors(condition)];
}

/** The batch with each of its tensors replaced. */
export function mapBatch({ real, condition }: RealBatch, map: (tensor: Tensor) => Tensor): RealBatch {
  return { real: map(real), condition: mapCondition(condition, map) };
}

/** Frees all tensors of a batch; a dataset may have made several where one was expected. */
export function disposeBatch(batch: RealBatch): void {
  dispose(tensorsOfBatch(batch));
}

/** Frees a batch that is the Trainer's. */
export function releaseBatch(batch: Batch | undefined): void {
  if (batch?.owned) disposeBatch(batch);
}
