import { logGamma } from '../../math';

/**
 * The expectation of clipped coverage where so many generated samples are drawn from the data's distribution, and the others lie far
 * off: E[min(J, k)]/k, where J is how many of them are nearer to a real sample than its k-th neighbor of the n − 1 others. J is
 * beta-binomial, of parameters k and n − k. 0 for fewer than k, as in the authors' code.
 *
 * @param good - how many are drawn from the data's distribution
 * @param real - n, more than k
 * @param neighbors - k
 */
function expectedCoverage(good: number, real: number, neighbors: number): number {
  if (good < neighbors) return 0;
  const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
  const logChoose = (of: number, taken: number) =>
    logGamma(of + 1) - logGamma(taken + 1) - logGamma(of - taken + 1);
  let missing = 0;
  for (let inside = 0; inside < neighbors; inside++) {
    const log =
      logChoose(good, inside) +
      logBeta(neighbors + inside, real - neighbors + good - inside) -
      logBeta(neighbors, real - neighbors);
    missing += ((neighbors - inside) / neighbors) * Math.exp(log);
  }
  return 1 - missing;
}

/**
 * The share of good samples that a clipped coverage stands for: of the expectations for 0, 1, …, m good samples of m, how many lie
 * below it.
 *
 * @param coverage - the mean over real samples, in [0, 1]
 * @param generated - m
 * @param real - n, more than k
 * @param neighbors - k
 */
export function shareOfGoodSamples(
  coverage: number,
  generated: number,
  real: number,
  neighbors: number,
): number {
  // They rise with the number of good samples: the first that isn't below.
  let [low, high] = [0, generated + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (expectedCoverage(middle, real, neighbors) < coverage) low = middle + 1;
    else high = middle;
  }
  return low / (generated + 1);
}
