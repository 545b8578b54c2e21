import type { Pauses } from '../../scheduling';
import { equalSamples } from './equal-samples';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** Share of the smaller side from which on shared samples make a difference. */
const MANY_SHARED = 0.01;
/** Beyond so many standard deviations it is no chance. */
const DEVIATIONS = 3;
/** Fewest shared samples, all different, that are no chance. */
const FEWEST = 4;

/**
 * Warns of samples that were passed on both sides: errors take the two sides for independent. Samples of discrete or rounded values that meet by
 * chance aren't meant: see {@link equalSamples}.
 *
 * @param samples - of p and q
 * @param pauses - taken now and then
 * @returns the warning, or none
 */
export async function sharedSampleWarnings(samples: Sides<SampleMatrix>, pauses: Pauses): Promise<string[]> {
  const [n, m] = [samples.p.count, samples.q.count];
  const { shared, within, across, excess } = await equalSamples(samples, pauses);
  const areAll = within === 0 && across === n && n === m && n >= FEWEST;
  if (!areAll && (shared <= MANY_SHARED * Math.min(n, m) || !(excess > DEVIATIONS))) return [];
  return [
    `${shared} of the ${n} samples of p are samples of q too: the two sides aren't drawn independently, so that the value lies too low and its error isn't what it says. Pass each sample on one side only.`,
  ];
}
