import type { SampleMatrix } from '../../estimators/parts';
import type { Pauses } from '../../scheduling';
import { packPoints, TILE_ROWS, TILE_WORDS } from './packed-points';
import { choosePacking } from './packing';
import { PairSide } from './pair-side';
import { TileSearch, type VisitPair } from './tile-search';

/** Bounds on the pairs that are visited: squared distances, which a visit may lower. −1 is for never. */
export interface PairBounds {
  /** Bounds of the first set's points; none: pairs are visited for the second set's sake alone. */
  readonly first?: Float64Array;
  /** Bounds of the second set's points; of one set with itself the first's count for both. */
  readonly second?: Float64Array;
}

/** Float64 of columns that stay in the first cache while all rows pass by. */
const CACHED = 2048;
/** Multiplications between two looks at the clock. */
const UNINTERRUPTED = 2 ** 16;

/**
 * Visits all pairs of points whose squared distance is at most the bound of either point; of one set with itself each pair
 * once, and no point with itself. The distances are those of direct differences, in float64, to the bit.
 *
 * Most pairs are passed over by a coarse distance that is never too large: points are rounded to small whole numbers, two or
 * three of which share a float64, so that one multiplication serves two or three pairs ({@link choosePacking}).
 *
 * The work is the product of both counts and the dimension; memory is a copy of each set.
 *
 * @param first - points
 * @param second - points of the same space, or `first` itself
 * @param bounds - of either set
 * @param visit - called for each pair, in no order that could be told; of one set with itself in either order of the two
 * @param pauses - taken between blocks of pairs
 */
export async function pairsWithin(
  first: SampleMatrix,
  second: SampleMatrix,
  bounds: PairBounds,
  visit: VisitPair,
  pauses: Pauses,
): Promise<void> {
  const { dimension } = first;
  const isSame = first === second;
  const packing = await choosePacking(first, second, pauses);
  const ofRows = await packPoints(first, packing, { rows: true, columns: isSame }, pauses);
  const ofColumns = isSame
    ? ofRows
    : await packPoints(second, packing, { rows: false, columns: true }, pauses);
  const width = TILE_WORDS * packing.lanes;
  const rows = new PairSide(first, ofRows, packing, bounds.first, ofColumns.largestError, width);
  const columns = isSame
    ? rows
    : new PairSide(second, ofColumns, packing, bounds.second, ofRows.largestError, width);

  const atOnce = Math.max(1, Math.floor(CACHED / (TILE_WORDS * dimension)));
  const tiles = new TileSearch(rows, columns, packing, atOnce, visit);
  const allTiles = Math.ceil(second.count / width);
  let since = 0;
  for (let block = 0; block < allTiles; block += atOnce) {
    const end = Math.min(block + atOnce, allTiles);
    // Of one set with itself, the pairs on one side of the diagonal.
    const lastRow = isSame ? Math.min(end * width, first.count) : first.count;
    for (let row = 0; row < lastRow; row += TILE_ROWS) {
      const start = isSame ? Math.max(block, Math.floor(row / width)) : block;
      tiles.search(row, start, end);
      since += TILE_ROWS * TILE_WORDS * (dimension + 16) * (end - start);
      if (since < UNINTERRUPTED) continue;
      since = 0;
      if (pauses.due()) await pauses.take();
    }
  }
}
