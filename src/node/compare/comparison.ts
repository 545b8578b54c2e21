import type { Estimate } from 'gan-core/estimators';

/** Name of a value, and what it tells. */
export interface RowHead {
  /** Its name in the JSON: `clipped-density`, say. */
  readonly name: string;
  readonly title: string;
  /** Difference that it looks at, in a word or two. */
  readonly looksAt: string;
}

/** One row of the table. */
export interface ComparisonRow extends RowHead {
  /** The metric that it is of, as `--metrics` names it. */
  readonly metric: string;
  /** Value that equal distributions have, on average; null where none is known. */
  readonly ideal: number | null;
  readonly estimate: Estimate;
  /** Probability, of a test, of such a result where nothing is to be found. */
  readonly pValue?: number;
}

/** Row of a metric that couldn't be computed. */
export interface MissingRow extends RowHead {
  readonly metric: string;
  /** Reason. */
  readonly problem: string;
}

/** Kind of features: numbers that came as such, pixels, a network of random weights, or a layer of a model. */
export type FeatureKind = 'given' | 'pixels' | 'random' | 'model';

/** Samples of one side. */
export interface Side {
  readonly path: string;
  readonly samples: number;
}

/** Result of `compare`. */
export interface Comparison {
  readonly real: Side;
  readonly generated: Side;
  readonly train: Side | undefined;
  readonly features: { readonly kind: FeatureKind; readonly source: string; readonly dimension: number };
  readonly seed: number;
  readonly confidence: number;
  /** Reasons not to trust any row. */
  readonly warnings: readonly string[];
  readonly rows: readonly (ComparisonRow | MissingRow)[];
}
