import { ArgumentError, describeValue } from '../../errors';
import { neumaierSum } from '../../math';
import { jackknifeVariance } from '../statistics/jackknife';
import type { PairwiseSums, RelabeledSums } from './pairwise-sums';

/** Estimator of the expectations over pairs: without a sample's pair with itself, or with it. */
export type PairEstimator = 'unbiased' | 'biased';

/**
 * Refuses what isn't such a name.
 *
 * @param estimator - what came
 * @throws ArgumentError naming `estimator`
 */
export function checkPairEstimator(estimator: unknown): void {
  if (estimator === 'unbiased' || estimator === 'biased') return;
  throw new ArgumentError('estimator', `got ${describeValue(estimator)}; expected 'unbiased' or 'biased'.`);
}

/** E k(x, x′) + E k(y, y′) − 2E k(x, y), what a permutation test makes of it, and how far it may be off. */
export interface TwoSampleStatistic {
  readonly value: number;
  readonly standardError: number;
  /** Null where no permutations were asked for. */
  readonly permutationTest: PermutationTest | null;
  readonly warnings: readonly string[];
}

/** A test of whether two samples come from one distribution. */
export interface PermutationTest {
  /** (1 + how many relabeled values are at least the estimate)/(1 + permutations): small where the distributions differ. */
  readonly pValue: number;
  /** Number of times that the samples were dealt to two groups at random. */
  readonly permutations: number;
}

/** Sums of each side and between them: over pairs, each once, and over the samples' pairs with themselves. */
interface GroupSums {
  readonly first: number;
  readonly second: number;
  readonly between: number;
  readonly firstDiagonal: number;
  readonly secondDiagonal: number;
}

/**
 * Puts a kernel's sums together to the squared distance between two distributions that it defines.
 *
 * @param sums - the kernel's sums over pairs
 * @param countP - how many samples there are of p
 * @param countQ - and of q
 * @param estimator - with or without pairs of a sample with itself
 * @returns the value, its jackknife standard error and the test
 */
export function twoSampleStatistic(
  sums: PairwiseSums,
  countP: number,
  countQ: number,
  estimator: PairEstimator,
): TwoSampleStatistic {
  const { within, across, diagonal } = sums;
  const sum = (values: Float64Array, from: number, count: number) =>
    neumaierSum(count, (i) => values[from + i]!);
  const observed: GroupSums = {
    first: sum(within, 0, countP) / 2,
    second: sum(within, countP, countQ) / 2,
    between: sum(across, 0, countP),
    firstDiagonal: sum(diagonal, 0, countP),
    secondDiagonal: sum(diagonal, countP, countQ),
  };
  const value = statistic(observed, countP, countQ, estimator);

  const withoutOneOfP = Float64Array.from({ length: countP }, (_, i) => {
    const left = {
      ...observed,
      first: observed.first - within[i]!,
      between: observed.between - across[i]!,
      firstDiagonal: observed.firstDiagonal - diagonal[i]!,
    };
    return statistic(left, countP - 1, countQ, estimator);
  });
  const withoutOneOfQ = Float64Array.from({ length: countQ }, (_, j) => {
    const left = {
      ...observed,
      second: observed.second - within[countP + j]!,
      between: observed.between - across[countP + j]!,
      secondDiagonal: observed.secondDiagonal - diagonal[countP + j]!,
    };
    return statistic(left, countP, countQ - 1, estimator);
  });
  const test = permutationTest(sums.relabeled, observed, value, countP + countQ, estimator);
  return {
    value,
    standardError: Math.sqrt(jackknifeVariance(withoutOneOfP) + jackknifeVariance(withoutOneOfQ)),
    permutationTest: test,
    warnings:
      test !== null && test.pValue > 0.05
        ? [
            `The permutation test doesn't tell the distributions apart (p = ${test.pValue.toPrecision(2)}): the estimate isn't normally distributed there, and the interval is rough.`,
          ]
        : [],
  };
}

function statistic(sums: GroupSums, first: number, second: number, estimator: PairEstimator): number {
  const between = (2 * sums.between) / (first * second);
  if (estimator === 'unbiased') {
    return (2 * sums.first) / (first * (first - 1)) + (2 * sums.second) / (second * (second - 1)) - between;
  }
  return (
    (2 * sums.first + sums.firstDiagonal) / first ** 2 +
    (2 * sums.second + sums.secondDiagonal) / second ** 2 -
    between
  );
}

/** The share of relabelings that give at least the estimate, itself among them (Phipson & Smyth 2010). */
function permutationTest(
  { groupSize, pairs, rows, diagonal }: RelabeledSums,
  observed: GroupSums,
  value: number,
  total: number,
  estimator: PairEstimator,
): PermutationTest | null {
  const permutations = pairs.length;
  if (permutations === 0) return null;
  const allPairs = observed.first + observed.second + observed.between;
  const allDiagonal = observed.firstDiagonal + observed.secondDiagonal;
  const otherSize = total - groupSize;
  // Two relabelings that are the same up to the groups' names may differ by rounding.
  const magnitude = Math.abs(observed.first) + Math.abs(observed.second) + Math.abs(observed.between);
  const threshold = value - (1e-12 * magnitude) / Math.min(groupSize, otherSize) ** 2;
  let atLeast = 0;
  for (let r = 0; r < permutations; r++) {
    const first = pairs[r]!;
    const between = rows[r]! - 2 * first;
    const relabeled = {
      first,
      between,
      second: allPairs - first - between,
      firstDiagonal: diagonal[r]!,
      secondDiagonal: allDiagonal - diagonal[r]!,
    };
    if (statistic(relabeled, groupSize, otherSize, estimator) >= threshold) atLeast++;
  }
  return { pValue: (1 + atLeast) / (1 + permutations), permutations };
}
