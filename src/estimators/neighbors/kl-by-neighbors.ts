import { checkWholeNumber } from '../../errors';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { BY_NEIGHBORS, readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { jackknifeError } from '../statistics/jackknife';
import { normalInterval } from '../statistics/normal-interval';
import { effectiveSamples } from './effective-samples';
import { type LeaveOneOutKl, leaveOneOutKl } from './leave-one-out-kl';
import { leftOutWarnings } from './left-out-warnings';
import { type Neighbors, nearestNeighbors } from './nearest-neighbors';
import { neighborSamples, surfaceWarnings, varyingCoordinates } from './neighbor-samples';
import { slowBiasWarnings } from './slow-bias-warnings';

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
  const given = await readSamplePair(['p', 'q'], p, q, fewest, signal, BY_NEIGHBORS);
  const pauses = createPauses(signal);
  const distinct = await distinctSides(given, fewest, pauses);
  const { p: x, q: y } = distinct;
  const within = await nearestNeighbors(x, x, 2 * neighbors + 1, pauses);
  const across = await nearestNeighbors(x, y, 2 * neighbors + 1, pauses);

  const sizes = { p: x.count, q: y.count, dimension: x.dimension };
  const estimate = await leaveOneOutKl(within, across, neighbors, sizes, pauses);
  const smoother = await leaveOneOutKl(within, across, 2 * neighbors, sizes, pauses);
  const { value, leftOut } = estimate;
  const standardError = await jackknifeError(estimate.withoutOne, pauses);
  const details = {
    neighbors,
    valueAtTwiceTheNeighbors: smoother.value,
    differenceStandardError: await jackknifeError(difference(smoother, estimate), pauses),
    expectedBias: (smoother.value - value) / (2 ** (1 / x.dimension) - 1),
    leftOut: distinct.leftOut + leftOut,
    effectiveSamplesOfQ: await effectiveSamples(across, neighbors, y.count, pauses),
  };
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbor KL divergence',
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: y.count }),
      ...distinct.warnings,
      ...sharedWarnings(across),
      ...surfaceWarnings('p', within, x.dimension),
      ...leftOutWarnings(leftOut, neighbors, 'samples of p', 'densities'),
      ...klWarnings(value, standardError, details, y.count),
      ...slowBiasWarnings(x.dimension, 'divergence'),
    ],
    details,
  };
}

/** Both samples as distances to neighbors can be taken of, with how many copies of p were left out. */
async function distinctSides(given: Sides<SampleMatrix>, fewest: number, pauses: Pauses) {
  const varying = await varyingCoordinates(['p', 'q'], given, pauses);
  const p = await neighborSamples('p', varying.p, fewest, pauses);
  const q = await neighborSamples('q', varying.q, fewest, pauses);
  const warnings = [...varying.warnings, ...p.warnings, ...q.warnings];
  return { p: p.samples, q: q.samples, leftOut: p.leftOut, warnings };
}

/** Difference between two estimates without each of the samples. */
function difference(a: LeaveOneOutKl, b: LeaveOneOutKl): Sides<Float64Array> {
  const side = (name: 'p' | 'q') => a.withoutOne[name].map((value, i) => value - b.withoutOne[name][i]!);
  return { p: side('p'), q: side('q') };
}

/** Warns of samples of p that are samples of q too, by their nearest neighbors in q. */
function sharedWarnings({ count, distances }: Neighbors): string[] {
  let shared = 0;
  for (let row = 0; row < distances.length; row += count) if (distances[row] === 0) shared++;
  if (shared === 0) return [];
  return [
    `${shared} samples of p are samples of q too: the estimator is for samples drawn independently, and the value lies too low.`,
  ];
}

/** Samples of q near p below which, as a number or as a share, the estimate hangs on q's tail and falls short. */
const FEW_SAMPLES = 30;
const SMALL_SHARE = 0.15;

/** Warns of an estimate that hangs on few samples of q, or whose bias shows. */
function klWarnings(
  value: number,
  standardError: number,
  {
    valueAtTwiceTheNeighbors,
    differenceStandardError,
    expectedBias,
    effectiveSamplesOfQ,
  }: KlByNeighborsDetails,
  countOfQ: number,
): string[] {
  const warnings: string[] = [];
  if (effectiveSamplesOfQ < Math.max(FEW_SAMPLES, SMALL_SHARE * countOfQ)) {
    warnings.push(
      `The estimate rests on about ${Math.round(effectiveSamplesOfQ)} samples of q, of ${countOfQ}: much of p lies where q has few. The divergence is probably larger, and may lie above the interval.`,
    );
  }
  const moved = Math.abs(valueAtTwiceTheNeighbors - value);
  if (moved > differenceStandardError && Math.abs(expectedBias) > standardError) {
    warnings.push(
      `With twice the neighbors the estimate is ${valueAtTwiceTheNeighbors.toPrecision(4)}: its bias is about ${expectedBias.toPrecision(2)}, more than the standard error, and the interval doesn't contain it. Draw more samples or take fewer neighbors.`,
    );
  }
  return warnings;
}
