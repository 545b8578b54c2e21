import { inBlocks, type Pauses } from '../../scheduling';
import { firstEquals } from './copies';
import { joinedSamples } from './joined-samples';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** Share of the smaller side from which on shared samples make a difference. */
const MANY_SHARED = 0.01;
/** Beyond so many standard deviations it is no chance. */
const DEVIATIONS = 3;
/** Fewest shared samples, all different, that are no chance. */
const FEWEST = 4;

/**
 * Warns of samples that were passed on both sides: errors take the two sides for independent.
 *
 * Samples of discrete or rounded values meet by chance, but across the sides no more often than within them: with the
 * probabilities π and ρ of the values, Σ πρ ≤ ½ (Σ π² + Σ ρ²). What is compared are the shares of pairs that are equal, their
 * counts taken for Poisson.
 *
 * @param samples - of p and q
 * @param pauses - taken now and then
 * @returns the warning, or none
 */
export async function sharedSampleWarnings({ p, q }: Sides<SampleMatrix>, pauses: Pauses): Promise<string[]> {
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
  const areAll = withinP + withinQ === 0 && across === n && n === m && n >= FEWEST;
  if (!areAll && shared <= MANY_SHARED * Math.min(n, m)) return [];
  const [pairs, pairsP, pairsQ] = [n * m, n * (n - 1), m * (m - 1)];
  const excess = across / pairs - withinP / pairsP - withinQ / pairsQ;
  // At one rate for all three: of the smaller side none may meet by chance, which doesn't make it sure.
  const rate = (across + withinP + withinQ) / (pairs + pairsP / 2 + pairsQ / 2);
  const variance = rate * (1 / pairs + 1 / (2 * pairsP) + 1 / (2 * pairsQ));
  if (!areAll && !(excess > DEVIATIONS * Math.sqrt(variance))) return [];
  return [
    `${shared} of the ${n} samples of p are samples of q too: the two sides aren't drawn independently, so that the value lies too low and its error isn't what it says. Pass each sample on one side only.`,
  ];
}
