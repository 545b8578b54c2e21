import { ArgumentError } from '../../errors';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { Sides } from '../samples/sides';
import { leaveOneOut } from '../statistics/jackknife';
import { logDistances } from './log-distances';
import type { Neighbors } from './nearest-neighbors';

/** An estimate of KL(p‖q), and its jackknife. */
export interface LeaveOneOutKl {
  readonly value: number;
  /** The estimate without each sample of p, and of q. */
  readonly withoutOne: Sides<Float64Array>;
  /** Number of samples of p that have a copy for their k-th neighbor. */
  readonly leftOut: number;
}

/** Numbers of samples of both sides, and of their coordinates. */
interface Sizes extends Sides<number> {
  readonly dimension: number;
}

/**
 * The estimate of KL(p‖q) with k neighbors, and what it would be without each of the samples.
 *
 * @param within - for each sample of p its neighbors in p, at least k + 1
 * @param across - for each sample of p its neighbors in q, at least k + 1
 * @param k - which neighbor
 * @param sizes - of both samples
 * @param pauses - taken now and then
 * @throws ArgumentError where fewer than two samples have a k-th neighbor that is no copy
 */
export async function leaveOneOutKl(
  within: Neighbors,
  across: Neighbors,
  k: number,
  sizes: Sizes,
  pauses: Pauses,
): Promise<LeaveOneOutKl> {
  const used = (i: number) =>
    within.distances[i * within.count + k - 1]! > 0 && across.distances[i * across.count + k - 1]! > 0;
  const rho = await logDistances(within, k, sizes.p, used, pauses);
  const nu = await logDistances(across, k, sizes.q, used, pauses);
  const term = (i: number) => (used(i) ? nu.logarithms[i]! - rho.logarithms[i]! : 0);
  let count = 0;
  let sum = 0;
  await eachInBlocks(sizes.p, 4, pauses, (i) => {
    if (used(i)) count++;
    sum += term(i);
  });
  if (count < 2) {
    throw new ArgumentError(
      'p',
      `all but ${count} of its points have ${k} copies among the samples; expected samples of a density. Where they are counts or labels, estimate from frequencies instead; where they were repeated, pass each once.`,
    );
  }
  const statistic = (total: number, terms: number, countOfP: number, countOfQ: number) =>
    (sizes.dimension * total) / terms + Math.log(countOfQ / (countOfP - 1));
  const withoutOneOfP = (i: number) =>
    statistic(sum - term(i) - rho.gains[i]!, used(i) ? count - 1 : count, sizes.p - 1, sizes.q);
  const withoutOneOfQ = (i: number) => statistic(sum + nu.gains[i]!, count, sizes.p, sizes.q - 1);
  return {
    value: statistic(sum, count, sizes.p, sizes.q),
    withoutOne: {
      p: await leaveOneOut(sizes.p, withoutOneOfP, pauses),
      q: await leaveOneOut(sizes.q, withoutOneOfQ, pauses),
    },
    leftOut: sizes.p - count,
  };
}
