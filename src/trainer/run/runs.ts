import { getBackend } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { throwIfAborted } from '../../scheduling';
import type { CapturableState } from '../checkpoint/checkpoint-host';
import type { BatchShapes } from '../checkpoint/kept-state';
import { RunCheckpoints } from '../checkpoint/run-checkpoints';
import { beginRun, isRunning, registerRun } from '../control/active-runs';
import { endableRun } from '../control/endable-run';
import { left, RunControl } from '../control/run-control';
import { type CheckedRunOptions, checkRunOptions, type RunOptions } from '../control/run-options';
import type { BatchStream } from '../data/batch-stream';
import type { DataPosition } from '../data/data-position';
import type { TrainingOutcome } from '../report/report';
import { ReportLog } from '../report/report-log';
import type { Callback } from './callback';
import type { RandomStreams } from './random-streams';
import type { RunKind, RunState } from './run-state';

/** The parts of a run that are a trainer's own. */
interface Host<K extends RunKind> {
  readonly trainer: K['trainer'];
  /** Class of the trainer, which a checkpoint tells. */
  readonly kind: string;
  readonly streams: RandomStreams;
  readonly callbacks: readonly Callback<K['report'], K['trainer'], K['data']>[];
  /** The backend that was asked for, by what tfjs calls it. */
  wantedBackend(): string | undefined;
  /** Has the backend and the networks ready. */
  ready(): Promise<unknown>;
  openData(
    data: K['data'],
    batchSize: number,
    control: RunControl,
    at: DataPosition | undefined,
  ): Promise<BatchStream<K['batch']>>;
  openState(batch: K['batch'], control: RunControl): Promise<RunState<K['batch'], K['report']>>;
  /** The state of the former runs; undefined before the first. */
  state(): CapturableState | undefined;
  /** Makes the state of a trainer that did nothing yet, by the shapes of its batches. */
  createState(batch: BatchShapes | undefined): Promise<CapturableState>;
  /** Frees what the trainer made. */
  free(): void;
}

/** The runs of a trainer, one at a time, with their reports. */
export class Runs<K extends RunKind> {
  readonly log = new ReportLog<K['report']>();
  readonly checkpoints: RunCheckpoints;
  /** Control of the latest run. */
  private control: RunControl | undefined;
  private disposed = false;

  constructor(private readonly host: Host<K>) {
    const { kind, callbacks, streams } = host;
    this.checkpoints = new RunCheckpoints({
      trainer: kind,
      callbacks,
      streams: { ...streams },
      log: this.log,
      state: () => host.state(),
      ready: () => host.ready(),
      createState: (batch) => host.createState(batch),
      refuseRunning: () => {
        this.refuseDisposed();
        if (isRunning(host.trainer))
          throw new ArgumentError('trainer', 'is running; end the run, and await its end, before restore().');
      },
    });
  }

  /** Checks the options, and gives a run; nothing of it is done before it is first asked for a report. */
  run(data: K['data'], options: RunOptions): AsyncGenerator<K['report'], TrainingOutcome, void> {
    const checked = checkRunOptions(options);
    const control = new RunControl(checked.signal);
    return endableRun(this.start(data, checked, control), control);
  }

  private async *start(data: K['data'], options: CheckedRunOptions, control: RunControl) {
    const { trainer, callbacks, ...host } = this.host;
    const { checkpoints } = this;
    throwIfAborted(options.signal);
    this.refuseRestoring();
    beginRun(trainer, host.wantedBackend(), control);
    this.control = control;
    const loaded = await this.loadRun(control);
    if (!loaded) return { reason: 'stopped' as const, step: trainer.step };
    const outcome = yield* loaded.run<K>({
      trainer,
      callbacks,
      options,
      data,
      control,
      ready: host.ready,
      onReady: () => registerRun(trainer, getBackend()),
      checkpoints,
      openData: async () => {
        const stream = await host.openData(data, options.batchSize, control, checkpoints.nextPlace);
        checkpoints.begin(stream);
        return stream;
      },
      openState: (batch) => host.openState(batch, control),
      onReport: (report) => this.log.add(report),
      onEnd: () => {
        checkpoints.end();
        this.freeIfDisposed();
      },
    });
    throwIfAborted(options.signal); // by the last hook, say, or while it was closed
    return outcome;
  }

  /** Loads what a page that only samples does without; undefined where the run was left meanwhile. */
  private async loadRun(control: RunControl) {
    control.begin();
    try {
      const load = async () => await import('./run'); // in this form CommonJS gets a require
      return await control.during(load());
    } catch (error) {
      control.end();
      this.freeIfDisposed();
      if (error === left) return undefined;
      throw error;
    }
  }

  private freeIfDisposed(): void {
    if (this.disposed && !isRunning(this.host.trainer)) this.host.free();
  }

  /** Ends the run after the current step. */
  stop(): void {
    this.control?.stop();
  }

  /**
   * Frees what the trainer made: now, or at the end of a run that was asked to stop.
   *
   * @throws ArgumentError while a run is under way that wasn't
   */
  dispose(): void {
    const { control } = this;
    const { trainer } = this.host;
    if (isRunning(trainer) && !control?.isIdle && !control?.stopRequested)
      throw new ArgumentError('trainer', 'is running; stop() it and await the run before dispose().');
    this.refuseRestoring();
    this.disposed = true;
    control?.leave();
    if (!isRunning(trainer)) this.host.free();
  }

  private refuseRestoring(): void {
    if (this.checkpoints.isRestoring)
      throw new ArgumentError('trainer', 'is being restored; await restore() first.');
  }

  /** @throws ArgumentError after `dispose` */
  refuseDisposed(): void {
    if (this.disposed) throw new ArgumentError('trainer', 'was disposed of; make a new one.');
  }
}
