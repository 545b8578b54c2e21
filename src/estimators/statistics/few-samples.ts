import type { SampleSizes } from '../estimate';

/** Samples a side from which on a mean is about normal, unless its terms are heavy-tailed. */
const ENOUGH = 30;

/**
 * Warns of intervals that rest on few samples: they hold the truth less often than they say.
 *
 * @param sizes - how many there are; q is 0 where there is one side only
 * @returns the warning, or none
 */
export function fewSamplesForInterval({ p, q }: SampleSizes): string[] {
  const fewest = q === 0 ? p : Math.min(p, q);
  if (fewest >= ENOUGH) return [];
  return [
    `Only ${fewest} samples: the interval is rough, and holds the truth less often than it says. Draw more.`,
  ];
}
