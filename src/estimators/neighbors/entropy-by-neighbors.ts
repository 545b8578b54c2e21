import { checkWholeNumber } from '../../errors';
import { createPauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { checkMagnitude } from '../samples/check-magnitude';
import { describeFlat } from '../samples/describe-flat';
import { independentCoordinates } from '../samples/independent-coordinates';
import { firstIndices } from '../samples/indices';
import { BY_NEIGHBORS, readSamples, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { jackknifeVariance } from '../statistics/jackknife';
import { normalInterval } from '../statistics/normal-interval';
import { leaveOneOutEntropy } from './leave-one-out-entropy';
import { leftOutWarnings } from './left-out-warnings';
import { nearestNeighbors } from './nearest-neighbors';
import { neighborSamples, surfaceWarnings } from './neighbor-samples';
import { slowBiasWarnings } from './slow-bias-warnings';

/** Options of {@link estimateEntropyByNeighbors}. */
export interface EntropyByNeighborsOptions extends EstimateOptions {
  /** k: which neighbor's distance stands for the density. More is smoother: less variance, more bias. Default 3. */
  readonly neighbors?: number;
}

/** Result of {@link estimateEntropyByNeighbors}. */
export interface EntropyByNeighborsEstimate extends Estimate {
  /** The number of neighbors, the estimate with twice as many, and the points left out. */
  readonly details: EntropyByNeighborsDetails;
}

/** Details of {@link estimateEntropyByNeighbors}. */
export interface EntropyByNeighborsDetails {
  /** k. */
  readonly neighbors: number;
  /** The same estimate with 2k neighbors: how far it moves shows the bias. */
  readonly valueAtTwiceTheNeighbors: number;
  /** Number of points left out: copies, and those whose k-th neighbor is a copy of them. */
  readonly leftOut: number;
}

/**
 * Estimates the differential entropy −∫ p log p from samples by distances to k-th nearest neighbors:
 * ψ(n) − ψ(k) + log V + d/n · Σᵢ log ρₖ(i), where ρₖ(i) is the distance from the i-th of n samples to its k-th neighbor
 * among the others, V the volume of the unit ball in d dimensions, and ψ the digamma function.
 *
 * In nats; any sign; −∞, with a warning, where a coordinate is constant or a linear combination of others. Consistent for
 * densities, with a bias that shrinks slowly in many dimensions: see `details.valueAtTwiceTheNeighbors`. Scaling the samples by
 * c adds d·log c.
 *
 * Standard error: the delete-one jackknife, which on average is not too small (Efron & Stein 1981). The interval is normal
 * about the estimate and doesn't contain the bias. Copies are left out but for one, and where samples are rounded, points whose
 * k-th neighbor is a copy of them, each with a warning; so are samples on a curve or a surface warned of.
 *
 * The work: a search among all samples for each, as in `estimateKlByNeighbors`.
 *
 * Source: Kozachenko & Leonenko 1987, "Sample Estimate of the Entropy of a Random Vector"; for k neighbors Kraskov,
 * Stögbauer & Grassberger 2004, "Estimating Mutual Information", eq. 20 with ε/2 = ρₖ.
 *
 * @param p - samples, at least 2k + 2
 * @param options - `neighbors`, and what every estimator takes
 * @returns the estimate, in nats
 * @throws ArgumentError for samples that are too few or not finite, a wrong option, or where all points are
 * copies
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateEntropyByNeighbors } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await estimateEntropyByNeighbors(draw(0));
 * // The truth is ½·log(2πe) = 1.419.
 * console.log(value.toFixed(1)); // → 1.4
 * ```
 */
export async function estimateEntropyByNeighbors(
  p: Samples,
  options: EntropyByNeighborsOptions = {},
): Promise<EntropyByNeighborsEstimate> {
  const { signal, confidence } = checkEstimateOptions(options, ['neighbors']);
  const { neighbors = 3 } = options;
  checkWholeNumber('neighbors', neighbors, 1);
  const fewest = 2 * neighbors + 2;
  const given = await readSamples('p', p, fewest, signal, BY_NEIGHBORS);
  const pauses = createPauses(signal);
  await checkMagnitude('p', given, pauses);
  const axes = await independentCoordinates(given, pauses);
  if (axes.length < given.dimension) return noDensity(given, axes, neighbors);
  const distinct = await neighborSamples('p', given, fewest, pauses);
  const { samples: x } = distinct;
  const within = await nearestNeighbors(x, x, 2 * neighbors + 1, pauses);

  const { value, withoutOne, leftOut } = await leaveOneOutEntropy(within, neighbors, x, pauses);
  const smoother = await leaveOneOutEntropy(within, 2 * neighbors, x, pauses);
  const standardError = Math.sqrt(jackknifeVariance(withoutOne));
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbor entropy',
    sampleSizes: { p: x.count, q: 0 },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: 0 }),
      ...distinct.warnings,
      ...surfaceWarnings('p', within, x.dimension),
      ...leftOutWarnings(leftOut, neighbors, 'samples', 'a density'),
      ...slowBiasWarnings(x.dimension, 'entropy'),
    ],
    details: {
      neighbors,
      valueAtTwiceTheNeighbors: smoother.value,
      leftOut: distinct.leftOut + leftOut,
    },
  };
}

/** The entropy of what lies in fewer dimensions than it has coordinates, −∞. */
function noDensity(
  samples: SampleMatrix,
  axes: readonly number[],
  neighbors: number,
): EntropyByNeighborsEstimate {
  const { count, dimension } = samples;
  const flat = firstIndices(dimension).findIndex((axis) => !axes.includes(axis));
  return {
    value: -Infinity,
    standardError: Infinity,
    interval: [-Infinity, Infinity],
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbor entropy',
    sampleSizes: { p: count, q: 0 },
    converged: true,
    warnings: [
      `Coordinate ${flat} ${describeFlat(samples, flat)}: the samples have no density in ${dimension} dimensions, and their entropy is −∞. Leave that coordinate out.`,
    ],
    details: { neighbors, valueAtTwiceTheNeighbors: -Infinity, leftOut: 0 },
  };
}
