import type { DataType, Variable } from '@tensorflow/tfjs-core';
import type { RecoverableState } from '../recovery/snapshot';

/** State that a trainer's steps have moved, as a checkpoint keeps it. */
export interface KeptState {
  /** All variables of each network, trained or not. */
  readonly networks: Readonly<Record<string, readonly Variable[]>>;
  /** The optimizers, the terms, the averages and the streams. */
  readonly recoverable: RecoverableState;
  /** Shapes of the first batch: where networks are built by one, they can be built without data. */
  readonly batch: BatchShapes | undefined;
  /** A copy of the counts and of what was gathered since the last report: plain values, and tensors for the caller to dispose of. */
  saveProgress(): object;
  /** Goes back to what `saveProgress` gave. */
  restoreProgress(progress: never): void;
  /** Takes the state as it is for one to go back to. */
  settle(): Promise<void>;
}

/** Shape and type of a tensor. */
export interface TensorShape {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** Shapes of the tensors of a batch. */
export interface BatchShapes {
  readonly real: TensorShape;
  /** Shapes of its condition, or of each of several; undefined where it has none. */
  readonly condition: TensorShape | readonly TensorShape[] | undefined;
}
