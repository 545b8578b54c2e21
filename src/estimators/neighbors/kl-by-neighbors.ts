import { ArgumentError, checkWholeNumber } from '../../errors';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { BY_NEIGHBORS, readSamplePair, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { jackknifeVariance } from '../statistics/jackknife';
import { normalInterval } from '../statistics/normal-interval';
import { logDistances } from './log-distances';
import { type Neighbors, nearestNeighbors } from './nearest-neighbors';
import { neighborSamples, surfaceWarnings, varyingCoordinates } from './neighbor-samples';

/** Options of {@link estimateKlByNeighbors}. */
export interface KlByNeighborsOptions extends EstimateOptions {
  /** k: which neighbor's distance stands for the density. More is smoother: less variance, more bias. Default 3. */
  readonly neighbors?: number;
}

/** Result of {@link estimateKlByNeighbors}. */
export interface KlByNeighborsEstimate extends Estimate {
  /** The number of neighbors, figures of the bias, and the points left out. */
  readonly details: KlByNeighborsDetails;
}

/** Details of {@link estimateKlByNeighbors}. */
export interface KlByNeighborsDetails {
  /** k. */
  readonly neighbors: number;
  /** The same estimate with 2k neighbors. */
  readonly valueAtTwiceTheNeighbors: number;
  /** The standard error of the difference between the two. */
  readonly differenceStandardError: number;
  /**
   * (D₂ₖ − Dₖ)/(2^(1/d) − 1): what the bias would be if it grew as k^(1/d), as it does about where densities have tails. A
   * rough and, from some dimensions on, noisy figure; the estimate isn't corrected by it.
   */
  readonly expectedBias: number;
  /** Number of points of p left out: copies, and those whose k-th neighbor in p or in q is a copy of them. */
  readonly leftOut: number;
  /** (Σc)²/Σc², c how often each sample of q is among somebody's k nearest: how many of them the estimate rests on. */
  readonly effectiveSamplesOfQ: number;
}

/**
 * Estimates KL(p‖q) from samples by distances to k-th nearest neighbors, without a model of either:
 * d/n · Σᵢ log(νₖ(i)/ρₖ(i)) + log(m/(n − 1)), where ρₖ(i) is the distance from the i-th of n samples of p to its k-th
 * neighbor among the others, νₖ(i) that to its k-th neighbor among m samples of q, and d the dimension. Both
 * distributions must have densities.
 *
 * In nats. Consistent, but biased for finite samples where the densities change within a neighborhood: little in one or
 * two dimensions, much in ten, and most where p lies in the tails of q: there the estimate falls far short of the truth,
 * as no sample of q tells how thin q gets. `warnings` says so where the samples show it. The estimate may be negative.
 *
 * Standard error: the delete-one jackknife over both samples, which on average is not too small (Efron & Stein 1981). The
 * interval is normal about the estimate and doesn't contain the bias. A density has no copies: they are left out but for one,
 * and where samples are rounded, points whose k-th neighbor is a copy of them, each with a warning. `warnings` also tells of
 * samples on a curve or a surface, where the value is too large by the share of dimensions that they don't fill.
 *
 * The work: for each sample of p a search among those of p and one among those of q; at worst it looks at all, from about ten
 * dimensions on it does. One search is one piece, about a millisecond for a million numbers.
 *
 * Source: Wang, Kulkarni & Verdú 2009, "Divergence Estimation for Multidimensional Densities via k-Nearest-Neighbor
 * Distances".
 *
 * @param p - samples of p, at least 2k + 2
 * @param q - samples of q, at least 2k + 2
 * @param options - `neighbors`, and what every estimator takes
 * @returns the estimate, in nats
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, a wrong option, or where all points
 * are copies, or those of one side lie in fewer dimensions than those of both together
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateKlByNeighbors } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await estimateKlByNeighbors(draw(0), draw(1));
 * // The truth is ½.
 * console.log(value.toFixed(1)); // → 0.5
 * ```
 */
export async function estimateKlByNeighbors(
  p: Samples,
  q: Samples,
  options: KlByNeighborsOptions = {},
): Promise<KlByNeighborsEstimate> {
  const { signal, confidence } = checkEstimateOptions(options, ['neighbors']);
  const { neighbors = 3 } = options;
  checkWholeNumber('neighbors', neighbors, 1);
  const fewest = 2 * neighbors + 2;
  const names = ['p', 'q'] as const;
  const given = await readSamplePair(names, p, q, fewest, signal, BY_NEIGHBORS);
  const pauses = createPauses(signal);
  const varying = await varyingCoordinates(['p', 'q'], given, pauses);
  const [ofP, ofQ] = [
    await neighborSamples('p', varying.p, fewest, pauses),
    await neighborSamples('q', varying.q, fewest, pauses),
  ];
  const [x, y] = [ofP.samples, ofQ.samples];
  const within = await nearestNeighbors(x, x, 2 * neighbors + 1, pauses);
  const across = await nearestNeighbors(x, y, 2 * neighbors + 1, pauses);

  const sizes = { p: x.count, q: y.count, dimension: x.dimension };
  const estimate = await withJackknife(within, across, neighbors, sizes, pauses);
  const smoother = await withJackknife(within, across, 2 * neighbors, sizes, pauses);
  // Each is a pass or two over all samples.
  const variance = async (leftOut: Float64Array) => {
    if (pauses.due()) await pauses.take();
    return jackknifeVariance(leftOut);
  };
  const standardError = Math.sqrt(
    (await variance(estimate.withoutOneOfP)) + (await variance(estimate.withoutOneOfQ)),
  );
  const differenceStandardError = Math.sqrt(
    (await variance(smoother.withoutOneOfP.map((value, i) => value - estimate.withoutOneOfP[i]!))) +
      (await variance(smoother.withoutOneOfQ.map((value, i) => value - estimate.withoutOneOfQ[i]!))),
  );
  const details = {
    neighbors,
    valueAtTwiceTheNeighbors: smoother.value,
    differenceStandardError,
    expectedBias: (smoother.value - estimate.value) / (2 ** (1 / x.dimension) - 1),
    leftOut: ofP.leftOut + estimate.leftOut,
    effectiveSamplesOfQ: await effectiveSamples(across, neighbors, y.count, pauses),
  };
  if (pauses.due()) await pauses.take();
  return {
    value: estimate.value,
    standardError,
    interval: normalInterval(estimate.value, standardError, confidence),
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbor KL divergence',
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: y.count }),
      ...varying.warnings,
      ...ofP.warnings,
      ...ofQ.warnings,
      ...sharedWarnings(across),
      ...surfaceWarnings('p', within, x.dimension),
      ...warningsOf(estimate.leftOut, standardError, details, estimate.value, x.dimension, y.count),
    ],
    details,
  };
}

interface Sizes {
  readonly p: number;
  readonly q: number;
  readonly dimension: number;
}

/** The estimate with k neighbors, and what it would be without each of the samples. */
async function withJackknife(within: Neighbors, across: Neighbors, k: number, sizes: Sizes, pauses: Pauses) {
  const used = (i: number) =>
    within.distances[i * within.count + k - 1]! > 0 && across.distances[i * across.count + k - 1]! > 0;
  const rho = await logDistances(within, k, sizes.p, used, pauses);
  const nu = await logDistances(across, k, sizes.q, used, pauses);
  let count = 0;
  let sum = 0;
  await inBlocks(sizes.p, 4, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      if (!used(i)) continue;
      count++;
      sum += nu.logarithms[i]! - rho.logarithms[i]!;
    }
  });
  if (count < 2) {
    throw new ArgumentError(
      'p',
      `all but ${count} of its points have ${k} copies among the samples; expected samples of a density. Where they are counts or labels, estimate from frequencies instead; where they were repeated, pass each once.`,
    );
  }
  const statistic = (total: number, terms: number, countOfP: number, countOfQ: number) =>
    (sizes.dimension * total) / terms + Math.log(countOfQ / (countOfP - 1));
  const [withoutOneOfP, withoutOneOfQ] = [new Float64Array(sizes.p), new Float64Array(sizes.q)];
  await inBlocks(sizes.p, 8, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      const own = used(i) ? nu.logarithms[i]! - rho.logarithms[i]! : 0;
      const terms = used(i) ? count - 1 : count;
      withoutOneOfP[i] = statistic(sum - own - rho.gains[i]!, terms, sizes.p - 1, sizes.q);
    }
  });
  await inBlocks(sizes.q, 8, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      withoutOneOfQ[i] = statistic(sum + nu.gains[i]!, count, sizes.p, sizes.q - 1);
    }
  });
  return {
    value: statistic(sum, count, sizes.p, sizes.q),
    withoutOneOfP,
    withoutOneOfQ,
    leftOut: sizes.p - count,
  };
}

/** Warns of samples that are in both. */
function sharedWarnings({ count, distances }: Neighbors): string[] {
  let shared = 0;
  for (let row = 0; row < distances.length; row += count) if (distances[row] === 0) shared++;
  if (shared === 0) return [];
  return [
    `${shared} samples of p are samples of q too: the estimator is for samples drawn independently, and the value lies too low.`,
  ];
}

async function effectiveSamples(
  { count, indices }: Neighbors,
  k: number,
  countOfQ: number,
  pauses: Pauses,
): Promise<number> {
  const timesChosen = new Float64Array(countOfQ);
  await inBlocks(indices.length, 1, pauses, (from, to) => {
    for (let position = from; position < to; position++)
      if (position % count < k) timesChosen[indices[position]!]!++;
  });
  const total = timesChosen.reduce((sum, times) => sum + times, 0);
  return total ** 2 / timesChosen.reduce((sum, times) => sum + times ** 2, 0);
}

/** Samples of q near p below which, as a number or as a share, the estimate hangs on q's tail and falls short. */
const FEW_SAMPLES = 30;
const SMALL_SHARE = 0.15;

function warningsOf(
  lastCopies: number,
  standardError: number,
  { valueAtTwiceTheNeighbors, differenceStandardError, ...details }: KlByNeighborsDetails,
  value: number,
  dimension: number,
  countOfQ: number,
): string[] {
  const warnings: string[] = [];
  if (lastCopies > 0) {
    warnings.push(
      `${lastCopies} samples of p were left out, as their neighbor ${details.neighbors} is a copy of them: the estimator is for samples of densities, drawn independently.`,
    );
  }
  if (details.effectiveSamplesOfQ < Math.max(FEW_SAMPLES, SMALL_SHARE * countOfQ)) {
    warnings.push(
      `The estimate rests on about ${Math.round(details.effectiveSamplesOfQ)} samples of q, of ${countOfQ}: much of p lies where q has few. The divergence is probably larger, and may lie above the interval.`,
    );
  }
  const moved = Math.abs(valueAtTwiceTheNeighbors - value);
  if (moved > differenceStandardError && Math.abs(details.expectedBias) > standardError) {
    warnings.push(
      `With twice the neighbors the estimate is ${valueAtTwiceTheNeighbors.toPrecision(4)}: its bias is about ${details.expectedBias.toPrecision(2)}, more than the standard error, and the interval doesn't contain it. Draw more samples or take fewer neighbors.`,
    );
  }
  if (dimension >= 3) {
    warnings.push(
      `In ${dimension} dimensions the bias shrinks more slowly than the standard error: the interval may miss the divergence more often than it says.`,
    );
  }
  return warnings;
}
