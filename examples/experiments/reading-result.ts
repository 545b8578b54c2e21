export type ReadingSettings = {
  /** k: updates of D in each step. */
  readonly discriminatorSteps: number;
  readonly steps: number;
  readonly batchSize: number;
};

/** What a report read off D's loss, in the mean over its steps, and the truth at its end, both in nats. */
export type ReadingRow = {
  readonly step: number;
  readonly read: number;
  readonly exact: number;
};

export interface ReadingResult {
  readonly rows: readonly ReadingRow[];
  readonly divergedAt: number | null;
}
