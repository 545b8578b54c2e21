import { ArgumentError } from '../../errors';
import { neumaierSum } from '../../math';
import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { squaredDistance } from '../samples/pairwise-distances';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { varianceOfMean } from '../statistics/jackknife';
import { normalInterval } from '../statistics/normal-interval';
import { solveAssignment } from './assignment';
import { noiseFloor, noiseFloorWarnings } from './noise-floor';
import { type Transport, type TransportOrder, transportOnLine } from './one-dimensional-transport';
import { rootError } from './root-error';
import { sortedValues } from './sort';

/** What {@link estimateWasserstein1} and {@link estimateWasserstein2} give. */
export interface WassersteinEstimate extends Estimate {
  /** What lies behind the estimate. */
  readonly details: WassersteinDetails;
}

/** What lies behind an estimate of a Wasserstein distance. */
export interface WassersteinDetails {
  /** How the optimal transport was found; both ways are exact. */
  readonly method: 'sorting' | 'assignment';
  /** The distance between two halves of one sample, of p or of q, whichever is larger: what sampling alone makes. */
  readonly noiseFloor: number;
}

/** As many take some ten seconds and 32 MB, twice as many about eight times as long and four times the memory. */
const MOST_SAMPLES = 2000;

/**
 * Estimates the Wasserstein distance W₁(p, q) = inf E‖x − y‖ over all couplings of p and q, Euclidean norm (also called earth
 * mover's or Kantorovich–Rubinstein distance), as the distance between the two samples: exactly, by sorting in one dimension,
 * else by an optimal assignment (Jonker & Volgenant 1987) of at most 2,000 samples a side, as many on each.
 *
 * The work: sorting in one dimension; else of the order of n³ comparisons for n samples a side, and a quarter more for the noise floor.
 *
 * A metric, in the samples' unit. The estimate lies above W₁ on average, by about n^(−1/d) in d ≥ 3 dimensions and n^(−1/2)
 * on the line where p and q are close (Fournier & Guillin 2015): `bound` is `'upper'`, and the interval is for the estimate's
 * expectation, not for W₁ itself. In more than one dimension `warnings` says so.
 *
 * Standard error: √(Var φ/n + Var ψ/m) of the optimal potentials φ and ψ, the delta method (del Barrio & Loubes 2019, "Central
 * Limit Theorems for Empirical Transportation Cost in General Dimension"; theirs is for W₂²). Right where p ≠ q; where they
 * are close, `details.noiseFloor` tells what sampling alone makes, and `warnings` says so.
 *
 * @param samplesP - samples of p, at least 4
 * @param samplesQ - samples of q, at least 4
 * @param options - what every estimator takes; `seed` fixes the halves of the noise floor
 * @returns the estimate
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, a wrong option, or, in more than one
 * dimension, more than 2,000 or unequally many samples
 */
export async function estimateWasserstein1(
  samplesP: Samples,
  samplesQ: Samples,
  options: EstimateOptions = {},
): Promise<WassersteinEstimate> {
  return estimateWasserstein(samplesP, samplesQ, 1, options);
}

/**
 * Estimates the Wasserstein distance W₂(p, q) = √(inf E‖x − y‖²) over all couplings of p and q. Convention: the root is taken.
 * Its square, not the distance itself, has the normal limit that the standard error comes from; SE(W₂) = SE(W₂²)/(2W₂), or √SE(W₂²) where
 * that is less.
 *
 * Method, bias, interval, limits and errors are as for {@link estimateWasserstein1}.
 *
 * @param samplesP - samples of p, at least 4
 * @param samplesQ - samples of q, at least 4
 * @param options - what every estimator takes; `seed` fixes the halves of the noise floor
 * @returns the estimate
 * @throws ArgumentError as {@link estimateWasserstein1} does
 */
export async function estimateWasserstein2(
  samplesP: Samples,
  samplesQ: Samples,
  options: EstimateOptions = {},
): Promise<WassersteinEstimate> {
  return estimateWasserstein(samplesP, samplesQ, 2, options);
}

async function estimateWasserstein(
  samplesP: Samples,
  samplesQ: Samples,
  order: TransportOrder,
  options: EstimateOptions,
): Promise<WassersteinEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options);
  const { p, q } = await readSamplePair(['samplesP', 'samplesQ'], samplesP, samplesQ, 4, signal);
  if (p.dimension > 1) checkAssignable(p, q);
  const pauses = createPauses(signal);
  const transport = await optimalTransport(p, q, order, pauses);
  const value = transport.cost ** (1 / order);
  const costError = Math.sqrt(varianceOfMean(transport.potentialsP) + varianceOfMean(transport.potentialsQ));
  const standardError = rootError(costError, value, order);

  const floor = await noiseFloor(p, q, createRandom(seed), pauses, async (first, second) => {
    return (await optimalTransport(first, second, order, pauses)).cost ** (1 / order);
  });
  const warnings = [
    ...fewSamplesForInterval({ p: p.count, q: q.count }),
    ...noiseFloorWarnings(value, floor),
  ];
  if (p.dimension > 1) {
    warnings.push(
      `In ${p.dimension} dimensions the distance between samples lies above that between their distributions by about n^(-1/${Math.max(2, p.dimension)}); the interval holds the first one's expectation.`,
    );
  }
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the samples' unit",
    bound: 'upper',
    estimator: `Wasserstein-${order} distance between samples`,
    sampleSizes: { p: p.count, q: q.count },
    converged: true,
    warnings,
    details: { method: p.dimension === 1 ? 'sorting' : 'assignment', noiseFloor: floor },
  };
}

function checkAssignable(p: SampleMatrix, q: SampleMatrix): void {
  if (p.count !== q.count) {
    throw new ArgumentError(
      'samplesQ',
      `has ${q.count} samples where samplesP has ${p.count}; in more than one dimension the exact distance takes as many. Leave some out, or use estimateSinkhornDivergence or estimateSlicedWasserstein.`,
    );
  }
  if (p.count > MOST_SAMPLES) {
    throw new ArgumentError(
      'samplesP',
      `has ${p.count} samples; in more than one dimension the exact distance takes at most ${MOST_SAMPLES}. Pass fewer, or use estimateSinkhornDivergence or estimateSlicedWasserstein.`,
    );
  }
}

async function optimalTransport(
  p: SampleMatrix,
  q: SampleMatrix,
  order: TransportOrder,
  pauses: Pauses,
): Promise<Transport> {
  if (pauses.due()) await pauses.take();
  if (p.dimension === 1) {
    const [x, y] = [await sortedValues(p.values, pauses), await sortedValues(q.values, pauses)];
    return transportOnLine(x, y, order, pauses);
  }
  const { count, dimension } = p;
  // Row by row: to take memory for the whole matrix at once may hold the event loop for longer than a pause is promised.
  const cost: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    if (pauses.due()) await pauses.take();
    const row = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      const squared = squaredDistance(p.values, i * dimension, q.values, j * dimension, dimension);
      row[j] = order === 1 ? Math.sqrt(squared) : squared;
    }
    cost.push(row);
  }
  const { columnOf, rowPotentials, columnPotentials } = await solveAssignment(cost, pauses);
  return {
    cost: neumaierSum(count, (i) => cost[i]![columnOf[i]!]!) / count,
    potentialsP: rowPotentials,
    potentialsQ: columnPotentials,
  };
}
