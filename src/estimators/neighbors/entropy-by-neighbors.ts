import { ArgumentError, checkWholeNumber } from '../../errors';
import { digamma } from '../../math';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { checkMagnitude } from '../samples/check-magnitude';
import { describeFlat } from '../samples/describe-flat';
import { firstIndices } from '../samples/held-out-split';
import { independentCoordinates } from '../samples/independent-coordinates';
import { BY_NEIGHBOURS, readSamples, type SampleMatrix, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { jackknifeVariance } from '../statistics/jackknife';
import { normalInterval } from '../statistics/normal-interval';
import { logDistances } from './log-distances';
import { neighborSamples, surfaceWarnings } from './neighbor-samples';
import { type Neighbours, nearestNeighbours } from './neighbor-search';

/** What {@link estimateEntropyByNeighbours} takes. */
export interface EntropyByNeighboursOptions extends EstimateOptions {
  /** k: which neighbour's distance stands for the density. More is smoother: less variance, more bias. Default 3. */
  readonly neighbours?: number;
}

/** What {@link estimateEntropyByNeighbours} gives. */
export interface EntropyByNeighboursEstimate extends Estimate {
  /** What lies behind the estimate. */
  readonly details: EntropyByNeighboursDetails;
}

/** What lies behind an estimate of the entropy by neighbours. */
export interface EntropyByNeighboursDetails {
  /** k. */
  readonly neighbours: number;
  /** The same estimate with 2k neighbours: how far it moves shows the bias. */
  readonly valueAtTwiceTheNeighbours: number;
  /** How many points were left out: copies, and those whose k-th neighbour is a copy of them. */
  readonly leftOut: number;
}

/**
 * Estimates the differential entropy −∫ p log p from samples by distances to k-th nearest neighbours:
 * ψ(n) − ψ(k) + log V + d/n · Σᵢ log ρₖ(i), where ρₖ(i) is the distance from the i-th of n samples to its k-th neighbour
 * among the others, V the volume of the unit ball in d dimensions, and ψ the digamma function.
 *
 * In nats; any sign; −∞, with a warning, where a coordinate is constant or a linear combination of others. Consistent for densities, with a bias that shrinks slowly in many dimensions: see
 * `details.valueAtTwiceTheNeighbours`. Scaling the samples by c adds d·log c.
 *
 * Standard error: the delete-one jackknife, which on average is not too small (Efron & Stein 1981). The interval is normal
 * about the estimate and doesn't contain the bias. Copies are left out but for one, and where samples are rounded, points whose
 * k-th neighbour is a copy of them, each with a warning; so are samples on a curve or a surface warned of.
 *
 * The work: a search among all samples for each, as in `estimateKlByNeighbours`.
 *
 * Source: Kozachenko & Leonenko 1987, "Sample Estimate of the Entropy of a Random Vector"; for k neighbours Kraskov,
 * Stögbauer & Grassberger 2004, "Estimating Mutual Information", eq. 20 with ε/2 = ρₖ.
 *
 * @param samplesP - samples, at least 2k + 2
 * @param options - `neighbours`, and what every estimator takes
 * @returns the estimate, in nats
 * @throws ArgumentError for samples that are too few or not finite, a wrong option, or where all points are
 * copies
 */
export async function estimateEntropyByNeighbours(
  samplesP: Samples,
  options: EntropyByNeighboursOptions = {},
): Promise<EntropyByNeighboursEstimate> {
  const { signal, confidence } = checkEstimateOptions(options, ['neighbours']);
  const { neighbours = 3 } = options;
  checkWholeNumber('neighbours', neighbours, 1);
  const fewest = 2 * neighbours + 2;
  const given = await readSamples('samplesP', samplesP, fewest, signal, BY_NEIGHBOURS);
  const pauses = createPauses(signal);
  await checkMagnitude('samplesP', given, pauses);
  const axes = await independentCoordinates(given, pauses);
  if (axes.length < given.dimension) return noDensity(given, axes, neighbours);
  const {
    samples: p,
    leftOut: copies,
    warnings: copyWarnings,
  } = await neighborSamples('samplesP', given, fewest, pauses);
  const within = await nearestNeighbours(p, p, 2 * neighbours + 1, pauses);

  const { value, withoutOne, leftOut } = await withJackknife(
    within,
    neighbours,
    p.count,
    p.dimension,
    pauses,
  );
  const valueAtTwiceTheNeighbours = (
    await withJackknife(within, 2 * neighbours, p.count, p.dimension, pauses)
  ).value;
  const standardError = Math.sqrt(jackknifeVariance(withoutOne));
  const warnings = [
    ...fewSamplesForInterval({ p: p.count, q: 0 }),
    ...copyWarnings,
    ...surfaceWarnings('samplesP', within, p.dimension),
  ];
  if (leftOut > 0) {
    warnings.push(
      `${leftOut} samples were left out, as their neighbour ${neighbours} is a copy of them: the estimator is for samples of a density, drawn independently.`,
    );
  }
  if (p.dimension >= 3) {
    warnings.push(
      `In ${p.dimension} dimensions the bias shrinks more slowly than the standard error: the interval may miss the entropy more often than it says.`,
    );
  }
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbour entropy',
    sampleSizes: { p: p.count, q: 0 },
    converged: true,
    warnings,
    details: { neighbours, valueAtTwiceTheNeighbours, leftOut: copies + leftOut },
  };
}

/** The entropy of what lies in fewer dimensions than it has coordinates, −∞. */
function noDensity(
  samples: SampleMatrix,
  axes: readonly number[],
  neighbours: number,
): EntropyByNeighboursEstimate {
  const { count, dimension } = samples;
  const flat = firstIndices(dimension).findIndex((axis) => !axes.includes(axis));
  return {
    value: -Infinity,
    standardError: Infinity,
    interval: [-Infinity, Infinity],
    unit: 'nats',
    bound: 'none',
    estimator: 'k-nearest-neighbour entropy',
    sampleSizes: { p: count, q: 0 },
    converged: true,
    warnings: [
      `Coordinate ${flat} ${describeFlat(samples, flat)}: the samples have no density in ${dimension} dimensions, and their entropy is −∞. Leave that coordinate out.`,
    ],
    details: { neighbours, valueAtTwiceTheNeighbours: -Infinity, leftOut: 0 },
  };
}

/** The estimate with k neighbours, and what it would be without each of the samples. */
async function withJackknife(
  within: Neighbours,
  k: number,
  count: number,
  dimension: number,
  pauses: Pauses,
) {
  const used = (i: number) => within.distances[i * within.count + k - 1]! > 0;
  const { logarithms, gains } = await logDistances(within, k, count, used, pauses);
  let terms = 0;
  let sum = 0;
  await inBlocks(count, 4, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      if (!used(i)) continue;
      terms++;
      sum += logarithms[i]!;
    }
  });
  if (terms < 2) {
    throw new ArgumentError(
      'samplesP',
      `all but ${terms} of its points have ${k} copies among the samples; expected samples of a density.`,
    );
  }
  const volume = logUnitBallVolume(dimension);
  const statistic = (total: number, of: number, samples: number) =>
    digamma(samples) - digamma(k) + volume + (dimension * total) / of;
  const withoutOne = new Float64Array(count);
  // Each asks for a digamma function.
  await inBlocks(count, 32, pauses, (from, to) => {
    for (let i = from; i < to; i++) {
      withoutOne[i] = used(i)
        ? statistic(sum - logarithms[i]! + gains[i]!, terms - 1, count - 1)
        : statistic(sum + gains[i]!, terms, count - 1);
    }
  });
  return {
    value: statistic(sum, terms, count),
    withoutOne,
    leftOut: count - terms,
  };
}

/** log of π^(d/2)/Γ(d/2 + 1), by V_d = V_{d−2} · 2π/d. */
function logUnitBallVolume(dimension: number): number {
  let logarithm = dimension % 2 === 0 ? 0 : Math.LN2;
  for (let d = dimension % 2 === 0 ? 2 : 3; d <= dimension; d += 2) logarithm += Math.log((2 * Math.PI) / d);
  return logarithm;
}
