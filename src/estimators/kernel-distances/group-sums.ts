import { PAIR_COLUMNS } from '../pair-numbers/rows-of-pairs';
import { SAMPLES_OF_CODE } from './relabelings';

/** Rows of a block of pairs. */
export const BLOCK_ROWS = 64;
/** Columns whose sums are kept in variables at once: those of a code. */
export const COLUMNS = SAMPLES_OF_CODE;
/** Rows whose subsets' sums are made once for all relabelings. */
export const FOUR = 4;
export const SUBSETS = 2 ** FOUR;

/** Numbers of a block, of the sums of its subsets, and of what memberships are told by. */
export const blockNumbers = BLOCK_ROWS * PAIR_COLUMNS;
export const subsetNumbers = (BLOCK_ROWS / FOUR) * SUBSETS * COLUMNS;

/** Memberships as numbers: for each code and each of its samples, 1 where it belongs to the group, else 0. */
export const memberships = /* @__PURE__ */ Float64Array.from(
  { length: 2 ** COLUMNS * COLUMNS },
  (_, at) => (Math.floor(at / COLUMNS) >> (at % COLUMNS)) & 1,
);

/** Rows and columns of a block among the codes of a relabeling. */
export interface BlockCodes {
  readonly firstRow: number;
  readonly rows: number;
  readonly column: number;
}

/**
 * Sums of a block's pairs within the groups of relabelings, eight columns at a time: of each four rows the sums of all 16 subsets are made
 * once for all relabelings, so that each of these adds one number in place of two on average, and what it adds lies side by side.
 */
export interface GroupSums {
  /** The pairs of a block, row by row, of so many columns as a tile has; 0 where there is none. */
  readonly block: Float64Array;
  /** Sums the subsets of each four rows, in eight columns from this one on. */
  sumSubsets(firstColumn: number, rowCodes: number): void;
  /** Adds the pairs of the rows with those columns to the sums of the relabelings from `from` to before `to`. */
  add(codes: BlockCodes, from: number, to: number): void;
  /** The sums, one for each relabeling. */
  sums(): Float64Array;
}
