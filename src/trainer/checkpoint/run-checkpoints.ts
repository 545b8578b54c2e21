import { dispose } from '@tensorflow/tfjs-core';
import type { CheckpointStore } from '../../checkpoints';
import { ArgumentError, checkMembers, checkNumber, finite, refuseUnknownKeys } from '../../errors';
import { createPauses } from '../../scheduling';
import type { DataPosition } from '../data/data-position';
import type { Captured } from './capture';
import {
  type CapturableState,
  type CheckpointHost,
  type DataPlaces,
  statesOf,
  streamsOf,
} from './checkpoint-host';
import type { RestoreOptions, SavedCheckpoint, SaveOptions } from './checkpoint-options';

/** Saves and restores a trainer, between its steps. */
export class RunCheckpoints {
  /** Data of the run under way. */
  private stream: MarkedStream | undefined;
  private readonly places: DataPlaces = { last: undefined, next: undefined };
  private isMoving = false;
  private readonly waiting: (() => void)[] = [];
  private capturing: Promise<unknown> | undefined;
  /** Number of checkpoints that are being written. */
  private writing = 0;
  private readonly lastWrites = new WeakMap<CheckpointStore, Promise<unknown>>();
  private lastTurns = 0;
  private restoring = 0;
  /** State of the counts and means before the report that is being made. */
  private beforeReport: { readonly step: number; readonly progress: object } | undefined;

  constructor(private readonly host: CheckpointHost) {}

  /** Place in the data that the next run goes on from. */
  get nextPlace(): DataPosition | undefined {
    return this.places.next;
  }

  /** Takes note of the data that a run opened, at the place that it was to go on from. */
  begin(stream: MarkedStream): void {
    this.stream = stream;
  }

  /** Takes note of a step that is done. */
  stepDone(): void {
    this.stream?.mark();
    this.places.next = undefined;
  }

  /** Takes note of a run's end. */
  end(): void {
    if (this.stream) this.places.last = this.stream.position();
    this.stream = undefined;
  }

  /** Whether the trainer is being restored: nobody may run it or free it meanwhile. */
  get isRestoring(): boolean {
    return this.restoring > 0;
  }

  /** Does work that moves the state; what is to be captured waits for its end. */
  async moving<T>(work: () => Promise<T>): Promise<T> {
    while (this.capturing) await this.capturing; // by an optimizer that saves by a promise
    this.isMoving = true;
    try {
      return await work();
    } finally {
      this.isMoving = false;
      for (const begin of this.waiting.splice(0)) begin();
    }
  }

  /** Saves the trainer as it is now, or at the end of the step under way. */
  async save(store: CheckpointStore, options: SaveOptions): Promise<SavedCheckpoint> {
    checkStore(store);
    refuseUnknownKeys(options, ['score']);
    const { score } = options;
    if (score !== undefined) checkNumber('score', score, finite);
    const captured = this.whenAtRest(() => this.capture());
    captured.catch(() => {}); // told below, but perhaps only after the import
    if (this.writing++ === 0) this.lastTurns = performance.now();
    const write = async () => {
      const { writeCheckpoint } = await import('./write-checkpoint'); // most pages never save
      return writeCheckpoint(store, await captured, score);
    };
    const former = this.lastWrites.get(store) ?? Promise.resolve();
    const written = former.then(write).finally(() => {
      this.writing--;
    });
    // One after the other: a store takes no earlier step after a later one.
    this.lastWrites.set(
      store,
      written.catch(() => {}),
    );
    return written;
  }

  /** Goes back to a checkpoint; null where the store has none. */
  async restore(store: CheckpointStore, options: RestoreOptions): Promise<SavedCheckpoint | null> {
    checkStore(store);
    refuseUnknownKeys(options, ['which', 'data']);
    this.host.refuseRunning();
    const { restoreCheckpoint } = await import('./restore-checkpoint');
    const { host, places } = this;
    this.restoring++;
    try {
      return await restoreCheckpoint({ host, places, moving: (work) => this.moving(work) }, store, options);
    } finally {
      this.restoring--;
    }
  }

  /** Whether a checkpoint is being written. */
  get isWriting(): boolean {
    return this.writing > 0;
  }

  /**
   * Gives a checkpoint that is being written a tenth of the time: a file needs some thirty turns of the event loop, and a run of long
   * steps has few.
   */
  async giveTurns(): Promise<void> {
    const began = performance.now();
    const pauses = createPauses();
    const until = began + (began - this.lastTurns) / 10;
    do await pauses.take();
    while (this.isWriting && performance.now() < until);
    this.lastTurns = performance.now();
  }

  /** Does all of a report: what is captured meanwhile has the report still to come. */
  async reporting<T>(state: CapturableState, work: () => Promise<T>): Promise<T> {
    const progress = state.kept.saveProgress();
    this.beforeReport = { step: state.step, progress };
    try {
      return await work();
    } finally {
      this.beforeReport = undefined;
      dispose(progress as never);
    }
  }

  private capture(): Promise<Captured & { step: number }> {
    const { host } = this;
    const state = host.state();
    if (!state) throw new ArgumentError('trainer', 'has nothing to save before its first run.');
    const { step } = state;
    const { beforeReport } = this;
    const progress = beforeReport?.step === step ? beforeReport.progress : undefined;
    const data = this.stream?.position() ?? this.places.last;
    return state
      .capture({
        trainer: host.trainer,
        reports: host.log.reports,
        callbacks: statesOf(host.callbacks),
        streams: { ...streamsOf(host.streams), ...(data && { data: data.random }) },
        data,
        progress,
      })
      .then((captured) => ({ ...captured, step }));
  }

  private whenAtRest<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const begin = () => {
        try {
          const done = work();
          const all = Promise.allSettled([this.capturing, done]).then(() => {
            if (this.capturing === all) this.capturing = undefined;
          });
          this.capturing = all;
          done.then(resolve, reject);
        } catch (error) {
          reject(error);
        }
      };
      if (this.isMoving) this.waiting.push(begin);
      else begin();
    });
  }
}

/** Batches that tell their place after the last whole step. */
interface MarkedStream {
  mark(): void;
  position(): DataPosition;
}

function checkStore(store: CheckpointStore): void {
  checkMembers('store', store, {
    expected: 'a store of checkpoints, such as memoryStore()',
    functions: ['write', 'read', 'list'],
  });
}
