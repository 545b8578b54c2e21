import type { Estimate } from '../../estimators';
import type { TrainableModel } from '../../tfjs';
import type { CapturableState } from '../checkpoint/checkpoint-host';
import type { RunControl } from '../control/run-control';
import type { BatchStream } from '../data/batch-stream';
import type { Notices } from '../report/notices';

/** Types of one kind of trainer's runs. */
export interface RunKind {
  readonly batch: object;
  readonly report: RunReport;
  readonly trainer: { readonly step: number };
  readonly data: unknown;
}

/** Parts of every trainer's reports. */
export interface RunReport {
  /** Number of steps done, over all runs of this trainer. */
  readonly step: number;
  /** Result of a callback's `onMeasure`; null in reports where it wasn't due. */
  readonly measured: Estimate | null;
  /** Seconds since the run began. */
  readonly seconds: number;
  /** Threads that compute on wasm by now, the one that trains among them; null on other backends, where gan-core has no say. */
  readonly threads: number | null;
  /** Warnings about what looks wrong; empty where nothing does. */
  readonly warnings: readonly string[];
}

/** Mutable state of a trainer, as a run moves it. */
export interface RunState<B extends object, Report extends RunReport> extends CapturableState {
  /** The networks, whose layers a run has computed as it needs. */
  readonly models: readonly TrainableModel[];
  /** Takes what the next report is to say. */
  readonly notices: Notices;
  /** Number of steps that no report tells of. */
  readonly unreportedSteps: number;
  /** Copies the state before the first step, to have something to go back to. */
  begin(control: RunControl): Promise<void>;
  /**
   * Takes one step, and goes back to before it where it can't be finished.
   *
   * @returns false where the data ended
   */
  advance(batches: BatchStream<B>): Promise<boolean>;
  /**
   * Reads what was gathered since the last report.
   *
   * @throws NonFiniteError where something isn't finite; everything is then as it was at the last report
   */
  report(seconds: number, control: RunControl): Promise<Report>;
  /** Gives the error to report in place of one from within tfjs. */
  explain(error: unknown): unknown;
  /** Goes back to what the CPU's memory has of a state whose GPU was lost, and tells what that is. */
  recoverFromLoss(): Promise<string>;
  /** Ends a run: what no report told of is forgotten. */
  end(): void;
}
