import { inBlocks, type Pauses } from '../../scheduling';
import { firstEquals } from './first-equals';
import { joinedSamples } from './joined-samples';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** Samples of two sides that equal each other. */
export interface EqualSamples {
  /** Index of the first sample that equals each, on either side; those of p come first. */
  readonly firsts: Int32Array;
  /** Numbers of samples of p, and of q, with the value of the first of them, by its index. */
  readonly ofP: Uint32Array;
  readonly ofQ: Uint32Array;
  /** Number of samples of p that are samples of q too. */
  readonly shared: number;
  /** Number of equal pairs within p, and within q. */
  readonly within: number;
  /** Number of equal pairs of a sample of p and one of q. */
  readonly across: number;
  /**
   * Standard deviations by which equal pairs across the sides are more than those within, −∞ to ∞: around 0 where both are drawn apart from one
   * distribution.
   */
  readonly excess: number;
}

/**
 * Counts the samples that equal others. Samples of discrete or rounded values meet by chance, but across the sides no more often than within
 * them: with the probabilities π and ρ of the values, Σ πρ ≤ ½ (Σ π² + Σ ρ²), and as often where π = ρ. What is compared are the shares of pairs
 * that are equal, their counts taken for Poisson.
 *
 * @param samples - of p and q
 * @param pauses - taken now and then
 */
export async function equalSamples({ p, q }: Sides<SampleMatrix>, pauses: Pauses): Promise<EqualSamples> {
  const [n, m] = [p.count, q.count];
  const firsts = await firstEquals(await joinedSamples(p, q, pauses), pauses);
  const ofP = new Uint32Array(n + m);
  const ofQ = new Uint32Array(n + m);
  await inBlocks(n + m, 2, pauses, (from, to) => {
    for (let sample = from; sample < to; sample++) (sample < n ? ofP : ofQ)[firsts[sample]!]!++;
  });
  let [shared, across, withinP, withinQ] = [0, 0, 0, 0];
  await inBlocks(n + m, 4, pauses, (from, to) => {
    for (let value = from; value < to; value++) {
      const [a, b] = [ofP[value]!, ofQ[value]!];
      if (b > 0) shared += a;
      across += a * b;
      withinP += (a * (a - 1)) / 2;
      withinQ += (b * (b - 1)) / 2;
    }
  });
  const [pairs, pairsP, pairsQ] = [n * m, n * (n - 1), m * (m - 1)];
  const difference = across / pairs - withinP / pairsP - withinQ / pairsQ;
  // At one rate for all three: of the smaller side none may meet by chance, which doesn't make it sure.
  const rate = (across + withinP + withinQ) / (pairs + pairsP / 2 + pairsQ / 2);
  const variance = rate * (1 / pairs + 1 / (2 * pairsP) + 1 / (2 * pairsQ));
  const excess = rate > 0 ? difference / Math.sqrt(variance) : 0;
  return { firsts, ofP, ofQ, shared, across, within: withinP + withinQ, excess };
}
