import type { SampleMatrix } from '../samples/samples';

/** A function that is called for a pair: point i of the first set, point j of the second, and their squared distance. */
export type VisitPair = (i: number, j: number, squared: number) => void;

/** Bounds on the pairs that are visited: squared distances, which a visit may lower. −1 is for never. */
export interface PairBounds {
  /** Bounds of the first set's points; none: pairs are visited for the second set's sake alone. */
  readonly first?: Float64Array;
  /** Bounds of the second set's points; of one set with itself the first's count for both. */
  readonly second?: Float64Array;
}

/** Request of `pairsWithin`. */
export interface PairSearch {
  readonly first: SampleMatrix;
  /** Points of the same space, or `first` itself. */
  readonly second: SampleMatrix;
  readonly bounds: PairBounds;
  readonly visit: VisitPair;
}
