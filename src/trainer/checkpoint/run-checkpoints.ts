import type { CheckpointStore } from '../../checkpoints';
import { ArgumentError, checkMembers, checkNumber, finite, refuseUnknownKeys } from '../../errors';
import type { DataPosition } from '../data/data-position';
import type { Captured } from './capture';
import { type CheckpointHost, type DataPlaces, statesOf, streamsOf } from './checkpoint-host';
import type { RestoreOptions, SavedCheckpoint, SaveOptions } from './checkpoint-options';

/** Saves and restores a trainer, between its steps. */
export class RunCheckpoints {
  /** Data of the run under way. */
  private stream: { position(): DataPosition } | undefined;
  private readonly places: DataPlaces = { last: undefined, next: undefined };
  private isMoving = false;
  private readonly waiting: (() => void)[] = [];
  private capturing: Promise<unknown> | undefined;

  constructor(private readonly host: CheckpointHost) {}

  /** Place in the data that the next run goes on from. */
  get nextPlace(): DataPosition | undefined {
    return this.places.next;
  }

  /** Takes note of the data that a run opened, at the place that it was to go on from. */
  begin(stream: { position(): DataPosition }): void {
    this.places.next = undefined;
    this.stream = stream;
  }

  /** Takes note of a run's end. */
  end(): void {
    if (this.stream) this.places.last = this.stream.position();
    this.stream = undefined;
  }

  /** Does work that moves the state; what is to be captured waits for its end. */
  async moving<T>(work: () => Promise<T>): Promise<T> {
    await this.capturing; // by an optimizer that saves by a promise
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
    const { writeCheckpoint } = await import('./write-checkpoint'); // most pages never save
    return writeCheckpoint(store, await captured, score);
  }

  /** Goes back to a checkpoint; null where the store has none. */
  async restore(store: CheckpointStore, options: RestoreOptions): Promise<SavedCheckpoint | null> {
    checkStore(store);
    refuseUnknownKeys(options, ['which', 'data']);
    this.host.refuseRunning();
    const { restoreCheckpoint } = await import('./restore-checkpoint');
    return restoreCheckpoint(this.host, this.places, store, options);
  }

  private capture(): Promise<Captured & { step: number }> {
    const { host } = this;
    const state = host.state();
    if (!state) throw new ArgumentError('trainer', 'has nothing to save before its first run.');
    const { step } = state;
    const data = this.stream?.position() ?? this.places.last;
    return state
      .capture({
        trainer: host.trainer,
        reports: host.log.reports,
        callbacks: statesOf(host.callbacks),
        streams: { ...streamsOf(host.streams), ...(data && { data: data.random }) },
        data,
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

function checkStore(store: CheckpointStore): void {
  checkMembers('store', store, {
    expected: 'a store of checkpoints, such as memoryStore()',
    functions: ['write', 'read', 'list'],
  });
}
