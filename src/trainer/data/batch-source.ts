import type { Batch } from './batch';
import type { DataPosition } from './data-position';

/** Batches one after another; undefined where the data has ended. */
export interface BatchSource<B extends object> {
  next(): Batch<B> | undefined | Promise<Batch<B> | undefined>;
  /** The place that was reached. */
  position(): DataPosition;
  close(): void | Promise<void>;
  /** Notice for a person of how the data were put to their place, once the first batch is there. */
  readonly notice?: string | undefined;
}
