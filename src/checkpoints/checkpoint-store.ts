import type { EncodedCheckpoint } from './checkpoint';

/** Checkpoint in a store, without what it holds. */
export interface StoredCheckpoint {
  /** Updates done. */
  readonly step: number;
  /** Quality by a measure of the user's; the smaller the better. */
  readonly score?: number;
}

/** Place that keeps the checkpoints of one run, at most one a step. */
export interface CheckpointStore {
  /**
   * Stores a checkpoint. Once that can't get lost any more, those that needn't be kept are removed.
   *
   * @param checkpoint - what `encodeCheckpoint` gave
   * @throws CheckpointError if it couldn't be stored; those from before are still there
   */
  write(checkpoint: EncodedCheckpoint): Promise<void>;
  /**
   * Reads a checkpoint.
   *
   * @param which - the one of the most steps, the one with the least score, or the one of a step
   * @returns its file, for `decodeCheckpoint`; undefined if there is none
   * @throws CheckpointError if it couldn't be read
   */
  read(which: 'latest' | 'best' | number): Promise<Uint8Array | undefined>;
  /**
   * Lists what is stored.
   *
   * @returns the checkpoints, by ascending steps
   * @throws CheckpointError if that couldn't be read
   */
  list(): Promise<readonly StoredCheckpoint[]>;
}
