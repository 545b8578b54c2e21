import { ArgumentError } from '../../errors';
import { digamma } from '../../math';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { leaveOneOut } from '../statistics/jackknife';
import { logDistances } from './log-distances';
import type { Neighbors } from './nearest-neighbors';

/** An estimate of the entropy, and its jackknife. */
export interface LeaveOneOutEntropy {
  readonly value: number;
  /** The estimate without each sample. */
  readonly withoutOne: Float64Array;
  /** Number of samples that have a copy for their k-th neighbor. */
  readonly leftOut: number;
}

/**
 * The estimate of the entropy with k neighbors, and what it would be without each of the samples.
 *
 * @param within - for each sample its neighbors among the others, at least k + 1
 * @param k - which neighbor
 * @param samples - how many there are, and of how many coordinates
 * @param pauses - taken now and then
 * @throws ArgumentError where fewer than two samples have a k-th neighbor that is no copy
 */
export async function leaveOneOutEntropy(
  within: Neighbors,
  k: number,
  { count, dimension }: Omit<SampleMatrix, 'values'>,
  pauses: Pauses,
): Promise<LeaveOneOutEntropy> {
  const used = (i: number) => within.distances[i * within.count + k - 1]! > 0;
  const { logarithms, gains } = await logDistances(within, k, count, used, pauses);
  let terms = 0;
  let sum = 0;
  await eachInBlocks(count, 4, pauses, (i) => {
    if (!used(i)) return;
    terms++;
    sum += logarithms[i]!;
  });
  if (terms < 2) {
    throw new ArgumentError(
      'p',
      `all but ${terms} of its points have ${k} copies among the samples; expected samples of a density.`,
    );
  }
  const volume = logUnitBallVolume(dimension);
  const statistic = (total: number, of: number, samples: number) =>
    digamma(samples) - digamma(k) + volume + (dimension * total) / of;
  const withoutOne = (i: number) =>
    used(i)
      ? statistic(sum - logarithms[i]! + gains[i]!, terms - 1, count - 1)
      : statistic(sum + gains[i]!, terms, count - 1);
  return {
    value: statistic(sum, terms, count),
    withoutOne: await leaveOneOut(count, withoutOne, pauses),
    leftOut: count - terms,
  };
}

/** log of π^(d/2)/Γ(d/2 + 1), by V_d = V_{d−2} · 2π/d. */
function logUnitBallVolume(dimension: number): number {
  let logarithm = dimension % 2 === 0 ? 0 : Math.LN2;
  for (let d = dimension % 2 === 0 ? 2 : 3; d <= dimension; d += 2) logarithm += Math.log((2 * Math.PI) / d);
  return logarithm;
}
