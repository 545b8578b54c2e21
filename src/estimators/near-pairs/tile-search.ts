import { squaredDistance } from '../samples/pairwise-distances';
import { TILE_ROWS, TILE_WORDS } from './packed-points';
import { packedProducts } from './packed-products';
import type { Packing } from './packing';
import type { VisitPair } from './pair-search';
import type { PairSide } from './pair-side';

/** Looks at the pairs of four rows and some tiles of columns. */
export class TileSearch {
  private readonly sums: Float64Array;

  constructor(
    private readonly rows: PairSide,
    private readonly columns: PairSide,
    private readonly packing: Packing,
    /** Most tiles that are searched at once. */
    tiles: number,
    private readonly visit: VisitPair,
  ) {
    this.sums = new Float64Array(TILE_ROWS * TILE_WORDS * tiles);
  }

  /**
   * Visits the pairs that are near enough.
   *
   * @param row - the first of four rows
   * @param start - the first tile
   * @param end - the tile after the last
   */
  search(row: number, start: number, end: number): void {
    const { rows, columns, packing, sums } = this;
    const { dimension, count } = rows.points;
    const [at, columnAt] = [row * dimension, start * TILE_WORDS * dimension];
    packedProducts(rows.packed.rows, at, columns.packed.columns, columnAt, end - start, dimension, sums);
    for (let index = 0; index < TILE_ROWS && row + index < count; index++) {
      const i = row + index;
      const square = rows.packed.halfSquares[i]!;
      for (let tile = start; tile < end; tile++) {
        const tileLimit = columns.tileLimits[tile]!;
        const limit = rows.limits[i]!;
        // Half a squared distance is the row's half square less a number in the sums, or a little more: squares were rounded.
        const least = square - Math.max(limit, tileLimit);
        const from = TILE_WORDS * (TILE_ROWS * (tile - start) + index);
        if (isAnyNear(sums, from, columns.packed.columnSquares, TILE_WORDS * tile, least, packing))
          this.lookAtRow(i, tile, from);
      }
    }
  }

  /** Looks at the pairs of one row and one tile, each with its own limits. */
  private lookAtRow(i: number, tile: number, from: number): void {
    const { rows, columns, sums } = this;
    const { base, lanes } = this.packing;
    const shift = 1 / base;
    const square = rows.packed.halfSquares[i]!;
    const limit = rows.limits[i]!;
    const { limits } = columns;
    let j = TILE_WORDS * lanes * tile;
    for (let word = 0; word < TILE_WORDS; word++) {
      let rest = sums[from + word]! - columns.packed.columnSquares[TILE_WORDS * tile + word]!;
      for (let lane = 0; lane < lanes; lane++, j++) {
        const next = Math.floor(rest * shift + 0.5);
        const half = square - (rest - next * base);
        if (half <= limit || half <= limits[j]!) this.lookAtPair(i, j);
        rest = next;
      }
    }
  }

  /** Looks at the pair at two places by its exact distance. */
  private lookAtPair(row: number, column: number): void {
    const { rows, columns } = this;
    const { values, dimension } = rows.points;
    const { values: others, count } = columns.points;
    if (column >= count || (rows === columns && column <= row)) return;
    const [i, j] = [rows.packed.order[row]!, columns.packed.order[column]!];
    const squared = squaredDistance(values, i * dimension, others, j * dimension, dimension);
    if (!(squared <= rows.boundOf(row) || squared <= columns.boundOf(column))) return;
    this.visit(i, j, squared);
    rows.update(row);
    columns.update(column);
  }
}

/** Whether any of the numbers in the words of a row is at least so large, once the columns' squares are taken off. */
function isAnyNear(
  sums: Float64Array,
  from: number,
  squares: Float64Array,
  squaresFrom: number,
  least: number,
  { base, lanes }: Packing,
): boolean {
  const shift = 1 / base;
  for (let word = 0; word < TILE_WORDS; word++) {
    const all = sums[from + word]! - squares[squaresFrom + word]!;
    const upper = Math.floor(all * shift + 0.5);
    if (all - upper * base >= least) return true;
    if (lanes === 2) {
      if (upper >= least) return true;
    } else {
      const highest = Math.floor(upper * shift + 0.5);
      if (highest >= least || upper - highest * base >= least) return true;
    }
  }
  return false;
}
