import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { orAbort } from '../scheduling';
import { checkBatch } from './check-game';
import type { Batch, BatchSource } from './training-data';

/** A source's batches, checked one by one; the first can be looked at before it is taken. */
export class BatchStream {
  private peeked: Batch | undefined;
  private sampleShape: readonly number[] | undefined;

  constructor(
    private readonly source: BatchSource,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** The first batch, which stays in the stream. */
  async peek(): Promise<Tensor> {
    this.peeked ??= await this.next();
    if (!this.peeked) throw new ArgumentError('data', 'ended before the first batch; expected at least one.');
    return this.peeked.real;
  }

  /** The next batch; undefined where the data has ended. */
  async next(): Promise<Batch | undefined> {
    const { peeked } = this;
    this.peeked = undefined;
    if (peeked) return peeked;
    const coming = this.source.next();
    const batch = coming instanceof Promise ? await orAbort(coming, this.signal) : coming;
    if (!batch) return undefined;
    try {
      checkBatch(batch.real, this.sampleShape);
    } catch (error) {
      if (batch.owned && batch.real instanceof Tensor) batch.real.dispose();
      throw error;
    }
    this.sampleShape ??= batch.real.shape.slice(1);
    return batch;
  }

  /** Ends the source's iteration, and frees a batch that nobody took. */
  async close(): Promise<void> {
    if (this.peeked?.owned) this.peeked.real.dispose();
    this.peeked = undefined;
    await this.source.close();
  }
}
