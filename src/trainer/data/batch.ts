import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { type Condition, conditionTensors, mapCondition } from '../../tfjs';

/** Real samples and their condition. */
export interface RealBatch {
  readonly real: Tensor;
  readonly condition?: Condition | undefined;
}

/** A batch of a run's data. Whoever took it releases it, which frees its tensors unless they are the user's. */
export type Batch<B extends object = RealBatch> = B & { release(): void };

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
