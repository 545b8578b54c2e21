/**
 * Limits an estimate of log p/q to ±log m for m training samples of q. A region with no sample of q among m may have up to
 * about 1/m of its mass, so a larger ratio there is the network's invention; clipped, a critic is still a critic, and what
 * it gives is still a lower bound.
 *
 * @param trainingCount - how many samples of q the critic was trained on
 * @returns the limit as a function
 */
export function supportedLogRatio(trainingCount: number): (logRatio: number) => number {
  const limit = Math.log(trainingCount);
  return (logRatio) => Math.min(Math.max(logRatio, -limit), limit);
}
