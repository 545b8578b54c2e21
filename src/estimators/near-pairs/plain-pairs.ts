import type { Pauses } from '../../scheduling';
import { packPoints, TILE_ROWS, TILE_WORDS } from './packed-points';
import { choosePacking } from './packing';
import type { PairSearch } from './pair-search';
import { PairSide } from './pair-side';
import { TileSearch } from './tile-search';

/** Float64 of columns that stay in the first cache while all rows pass by. */
const CACHED = 2048;
/** Multiplications between two looks at the clock. */
const UNINTERRUPTED = 2 ** 16;

/**
 * Searches in plain loops, which serve everywhere: points are rounded to small whole numbers, two or three of which share a float64, so
 * that one multiplication serves two or three pairs ({@link choosePacking}).
 */
export async function searchInPlainLoops(
  { first, second, bounds, visit }: PairSearch,
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
