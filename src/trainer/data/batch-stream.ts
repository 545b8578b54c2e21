import { ArgumentError } from '../../errors';
import { left, type RunControl } from '../control/run-control';
import type { Batch } from './batch';
import type { BatchForm } from './batch-form';
import type { BatchSource } from './batch-source';
import type { DataPosition } from './data-position';

/** Milliseconds that the data's `return()` (a generator's `finally`) is waited for. */
const CLOSING = 2000;

/** A source's batches, checked one by one; the first can be looked at before it is taken. */
export class BatchStream<B extends object> {
  private peeked: Batch<B> | undefined;
  private readonly check: (batch: B) => void;

  constructor(
    private readonly source: BatchSource<B>,
    form: BatchForm<B>,
    private readonly control: RunControl,
  ) {
    this.check = form.checkOfRun();
  }

  /** The first batch, which stays in the stream. */
  async peek(): Promise<Batch<B>> {
    this.peeked ??= await this.next();
    if (this.peeked) return this.peeked;
    if (this.control.stopRequested) throw left;
    throw new ArgumentError('data', 'ended before the first batch; expected at least one.');
  }

  /** The next batch; undefined where the data has ended, or `stop()` ended the wait for them. */
  async next(): Promise<Batch<B> | undefined> {
    const batch = this.takePeeked() ?? (await this.nextOfSource());
    if (!batch) return undefined;
    try {
      this.check(batch);
    } catch (error) {
      batch.release();
      throw error;
    }
    return batch;
  }

  /** Takes note that a step is done. */
  mark(): void {
    this.source.mark();
  }

  /** The place in the data after the last whole step. */
  position(): DataPosition {
    return this.source.position();
  }

  /** Notice for a person of how the data were put to their place. */
  get notice(): string | undefined {
    return this.source.notice;
  }

  /** Ends the source's iteration, and frees a batch that nobody took. */
  async close(): Promise<void> {
    this.takePeeked()?.release();
    await this.control.closing(this.source.close(), CLOSING);
  }

  private takePeeked(): Batch<B> | undefined {
    const { peeked } = this;
    this.peeked = undefined;
    return peeked;
  }

  private async nextOfSource(): Promise<Batch<B> | undefined> {
    const coming = this.source.next();
    if (!(coming instanceof Promise)) return coming;
    try {
      return await this.control.receive(coming, (late) => late?.release(), 'stop');
    } catch (error) {
      if (error === left && !this.control.isLeft) return undefined;
      throw error;
    }
  }
}
