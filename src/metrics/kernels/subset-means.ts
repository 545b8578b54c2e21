import { openPairMemory, type PairwiseKernel, type SampleMatrix } from '../../estimators/parts';
import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { Deck } from './deck';
import { type PairMeans, pairMeans } from './pair-means';

/** Subsets of both sides. */
export interface SubsetPlan {
  /** Number of pairs of subsets. */
  readonly subsets: number;
  /** Number of rows of each, at least 3; of the whole, that of either side. */
  readonly sizes: readonly [first: number, second: number];
}

/** Means of a kernel over pairs of rows, over subsets. */
export interface SubsetMeans {
  readonly withinFirst: number;
  readonly withinSecond: number;
  readonly across: number;
  /** The unbiased squared MMD of each pair of subsets. */
  readonly perSubset: Float64Array;
  /** The variance of their mean, over other draws of all samples. */
  readonly variance: number;
}

/**
 * Averages a kernel over pairs within subsets and between them.
 *
 * The variance is that of an incomplete U-statistic (Lee 1990, "U-Statistics: Theory and Practice", §4.3): 4·Var h of the
 * rows, by their weights, and what the pairs add, over the number of pairs.
 *
 * @param first - rows of the first side
 * @param second - rows of the second side
 * @param kernel - the kernel
 * @param plan - how many subsets, and how large
 * @param random - deals them
 * @param pauses - taken now and then
 */
export async function subsetMeans(
  first: SampleMatrix,
  second: SampleMatrix,
  kernel: PairwiseKernel,
  { subsets, sizes }: SubsetPlan,
  random: Random,
  pauses: Pauses,
): Promise<SubsetMeans> {
  const [deck, otherDeck] = [new Deck(first, random), new Deck(second, random)];
  const perSubset: number[] = [];
  const mean: { -readonly [key in keyof PairMeans]: number } = {
    withinFirst: 0,
    withinSecond: 0,
    across: 0,
    ofFirstRow: 0,
    ofSecondRow: 0,
    ofPairs: 0,
  };
  const memory = await openPairMemory(sizes, first.dimension, subsets);
  try {
    for (let subset = 0; subset < subsets; subset++) {
      const x = await deck.deal(sizes[0], pauses);
      const y = await otherDeck.deal(sizes[1], pauses);
      const means = await pairMeans(x, y, kernel, pauses, memory);
      perSubset.push(means.withinFirst + means.withinSecond - 2 * means.across);
      for (const key of Object.keys(mean) as (keyof PairMeans)[]) mean[key] += means[key] / subsets;
    }
  } finally {
    memory?.close();
  }
  const ofRows =
    Math.max(0, mean.ofFirstRow) * deck.squaredWeights() +
    Math.max(0, mean.ofSecondRow) * otherDeck.squaredWeights();
  // No more pairs than there are: subsets nearly as large as the whole have most in common.
  const pairs = Math.min(subsets * Math.min(...sizes) ** 2, Math.min(first.count, second.count) ** 2);
  return {
    withinFirst: mean.withinFirst,
    withinSecond: mean.withinSecond,
    across: mean.across,
    perSubset: Float64Array.from(perSubset),
    variance: 4 * ofRows + mean.ofPairs / pairs,
  };
}
