import type { Batch } from './batch';
import type { DataPosition } from './data-position';

/** Batches one after another; undefined where the data has ended. */
export interface BatchSource<B extends object> {
  next(): Batch<B> | undefined | Promise<Batch<B> | undefined>;
  /** Takes note of the place: a step is done, with all batches that it took. */
  mark(): void;
  /** The place that was taken note of last, which was reached by whole steps; before the first, that where it began. */
  position(): DataPosition;
  close(): void | Promise<void>;
  /** Notice for a person of how the data were put to their place, once the first batch is there. */
  readonly notice?: string | undefined;
}
