/** Checkpoint in a store, without what it holds. */
export interface StoredCheckpoint {
  /** Updates done. */
  readonly step: number;
  /** Quality by a measure of the user's; the smaller the better. */
  readonly score?: number;
}

/** Checkpoint as a file. */
export interface EncodedCheckpoint extends StoredCheckpoint {
  /** Parts that make the file, one behind the other. */
  readonly chunks: readonly Uint8Array[];
}
