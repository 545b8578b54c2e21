/** Options of saving. */
export interface SaveOptions {
  /** Score of the run at this step, the smaller the better: stores keep the best ones. Default: none. */
  readonly score?: number;
}

/** Options of restoring. */
export interface RestoreOptions {
  /** The checkpoint: `'latest'` (the default), `'best'` by its score, or that of a step. */
  readonly which?: 'latest' | 'best' | number;
  /** `'anew'`: the next run begins its data anew, as for other data than the checkpoint's. Default: it goes on where that was. */
  readonly data?: 'anew';
}

/** A checkpoint that a trainer saved or went back to. */
export interface SavedCheckpoint {
  /** Number of steps done. */
  readonly step: number;
  /** Its score, if it has one. */
  readonly score?: number;
}
