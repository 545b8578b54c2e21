import type { RandomState } from '../../random';

/** Place that a run has reached in its data: the next batch is the first that comes after it. */
export type DataPosition = (RowsPosition | SamplerPosition | PassPosition) & {
  /** State of the stream that the data are shuffled or drawn by. */
  readonly random: RandomState;
};

/** Place in the rows of a tensor. */
interface RowsPosition {
  readonly kind: 'rows';
  /** Rows of a batch. */
  readonly batchSize: number;
  /** The rows in their order of this epoch. */
  readonly order: Int32Array;
  /** Rows of it that were taken. */
  readonly taken: number;
}

/** Place in what is drawn afresh: the stream alone. */
interface SamplerPosition {
  readonly kind: 'sampler';
}

/** Place in what is gone through again and again. */
interface PassPosition {
  readonly kind: 'passes';
  /** Passes that were opened before the one under way. */
  readonly passes: number;
  /** Batches of that one that were taken. */
  readonly taken: number;
}
