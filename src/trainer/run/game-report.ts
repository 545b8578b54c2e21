import type { RunReport } from './run-state';

/** Report on a run of a {@link GameTrainer}, every `reportEvery` steps. */
export interface GameReport extends RunReport {
  /**
   * The losses of the updates: `'critic'` for the update `critic`, and `'generators.cycle'` for the term `cycle` of the update
   * `generators`. Each is the mean over those moves since the last report in which it was computed.
   */
  readonly losses: Readonly<Record<string, number>>;
}
