import type { Tensor } from '@tensorflow/tfjs-core';

/** A kind of batches: how they are made of what the data give, and of which tensors. */
export interface BatchForm<B extends object> {
  /** The data as one batch of all samples, to be shuffled and cut; undefined where they are batches or give some. */
  wholeOf(data: object): B | undefined;
  /** Refuses data that can't be cut along their first axis. */
  checkWhole(whole: B): void;
  /** The batch that a value of the data stands for; where it stands for none, the check refuses it. */
  batchOf(value: unknown): B;
  /** All its tensors. Values that are none may be among them, until it is checked. */
  tensorsOf(batch: B): readonly Tensor[];
  /** The batch with each of its tensors replaced. */
  map(batch: B, change: (tensor: Tensor) => Tensor): B;
  /** Makes the check of the batches of one run: it refuses what is no batch, or unlike those before. */
  checkOfRun(): (batch: B) => void;
}
