import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { openKernelPairs } from './kernel-pairs';
import type { PairBounds, VisitPair } from './pair-search';
import { searchInPlainLoops } from './plain-pairs';

/**
 * Visits all pairs of points whose squared distance is at most the bound of either point; of one set with itself each pair
 * once, and no point with itself. The distances are those of direct differences, in float64, to the bit.
 *
 * Most pairs are passed over by a coarse distance that is never too large, of points that are rounded to whole numbers: by the compiled
 * kernel, or in plain loops.
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
  const search = { first, second, bounds, visit };
  const pairs = await openKernelPairs(search, pauses);
  if (!pairs) return searchInPlainLoops(search, pauses);
  try {
    await pairs.search();
  } finally {
    pairs.close();
  }
}
