import { createRandom } from '../../random';
import { drawSamples } from '../samples/draw-samples';
import type { SampleMatrix } from '../samples/samples';
import type { EntropicTransportOptions } from './entropic-transport-options';

/** The fewest samples that begin with a quarter of them. */
const FEWEST = 2000;
/** The draws don't depend on the estimate's seed: they say where the iterations begin, not where they end. */
const SEED = 1;

/** A quarter of each of several samples, or undefined where one has too few to begin with a quarter. */
export async function quarterOfEach(
  sides: readonly SampleMatrix[],
  { pauses }: EntropicTransportOptions,
): Promise<SampleMatrix[] | undefined> {
  if (sides.some(({ count }) => count < FEWEST)) return undefined;
  const random = createRandom(SEED);
  const quarters: SampleMatrix[] = [];
  for (const side of sides) quarters.push(await drawSamples(side, side.count >>> 2, random, pauses));
  return quarters;
}

/**
 * Options for the transport of quarters, whose potentials are those of all but for sampling noise. Where they don't converge soon,
 * parts of the samples lie too far apart: how much of each part was drawn then counts more than where the samples are.
 */
export function forQuarters(options: EntropicTransportOptions): EntropicTransportOptions {
  return { ...options, tolerance: Math.max(1e-3, options.tolerance), iterations: 60 };
}
