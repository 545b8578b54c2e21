import type { Samples } from '../../estimators';

/**
 * Features of many samples, one row each: all at once, as estimators take samples, or block by block, by an array or a
 * (sync or async) iterable of such. Blocks may differ in size; empty ones are passed over.
 *
 * Tensors are read and never disposed of. A generator may free the one it gave once it is asked for the next: that one was
 * read by then.
 */
export type Features = Samples | Iterable<Samples> | AsyncIterable<Samples>;
