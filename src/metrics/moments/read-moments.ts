import { createRandom } from '../../random';
import type { Pauses } from '../../scheduling';
import type { Features } from '../features/features';
import { tooFew } from '../features/read-features';
import { type FeatureMoments, gatherSums, isFeatureMoments, sumsOf } from './feature-moments';
import type { MomentSums } from './moment-sums';

/**
 * Reads features down to their moments, or takes those that came.
 *
 * @param argument - their name
 * @param given - what came
 * @param seed - draws the rows that are kept
 * @param pauses - taken now and then
 * @returns sums of at least two rows; of {@link FeatureMoments} as they are now, whatever is added meanwhile
 * @throws ArgumentError naming `argument`
 */
export async function readMoments(
  argument: string,
  given: Features | FeatureMoments,
  seed: number,
  pauses: Pauses,
): Promise<MomentSums> {
  const sums = isFeatureMoments(given)
    ? sumsOf(given)
    : await gatherSums(argument, given, createRandom(seed), pauses);
  if (!sums || sums.count < 2) throw tooFew(argument, sums?.count ?? 0, 2);
  return isFeatureMoments(given) ? { ...sums, mean: sums.mean.slice(), scatter: sums.scatter.slice() } : sums;
}
