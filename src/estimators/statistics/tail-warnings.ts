/** One of many samples shouldn't carry more than this share of the squared deviations. */
const LARGEST_SHARE = 0.2;
/** Samples from which on a mean is about normal where no tail is heavy. */
const ENOUGH = 100;

/**
 * Whether a mean over samples can be trusted to know its own error.
 *
 * @param largestShare - the largest share that one sample has of the squared deviations
 * @param fewest - how many samples the smaller side has
 * @returns plain sentences, none where all is well
 */
export function tailWarnings(largestShare: number, fewest: number): string[] {
  if (fewest < ENOUGH) return [`${fewest} samples of one side: the interval is rough.`];
  if (largestShare < LARGEST_SHARE) return [];
  return [
    `One sample carries ${Math.round(100 * largestShare)} % of the variance: a heavy tail. The estimate may be far off, above or below, and its standard error too small.`,
  ];
}
