import { ArgumentError } from '../../errors';
import { left, type RunControl } from '../control/run-control';
import { type Batch, releaseBatch } from './batch';
import { type ConditionTraits, checkBatch, checkCondition } from './check-batch';
import type { BatchSource } from './training-data';

/** Milliseconds that the data's `return()` (a generator's `finally`) is waited for. */
const CLOSING = 2000;

/** A source's batches, checked one by one; the first can be looked at before it is taken. */
export class BatchStream {
  private peeked: Batch | undefined;
  private sampleShape: number[] | undefined;
  private conditionTraits: ConditionTraits | undefined;

  constructor(
    private readonly source: BatchSource,
    private readonly control: RunControl,
  ) {}

  /** The first batch, which stays in the stream. */
  async peek(): Promise<Batch> {
    this.peeked ??= await this.next();
    if (this.peeked) return this.peeked;
    if (this.control.stopRequested) throw left;
    throw new ArgumentError('data', 'ended before the first batch; expected at least one.');
  }

  /** The next batch; undefined where the data has ended, or `stop()` ended the wait for them. */
  async next(): Promise<Batch | undefined> {
    const batch = this.takePeeked() ?? (await this.nextOfSource());
    if (!batch) return undefined;
    try {
      checkBatch(batch.real, this.sampleShape);
      this.conditionTraits = checkCondition(batch.condition, batch.real.shape[0]!, this.conditionTraits);
    } catch (error) {
      releaseBatch(batch);
      throw error;
    }
    this.sampleShape ??= batch.real.shape.slice(1);
    return batch;
  }

  /** Ends the source's iteration, and frees a batch that nobody took. */
  async close(): Promise<void> {
    releaseBatch(this.takePeeked());
    await this.control.closing(this.source.close(), CLOSING);
  }

  private takePeeked(): Batch | undefined {
    const { peeked } = this;
    this.peeked = undefined;
    return peeked;
  }

  private async nextOfSource(): Promise<Batch | undefined> {
    const coming = this.source.next();
    if (!(coming instanceof Promise)) return coming;
    try {
      return await this.control.receive(coming, releaseBatch, 'stop');
    } catch (error) {
      if (error === left && !this.control.isLeft) return undefined;
      throw error;
    }
  }
}
