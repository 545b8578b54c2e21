import { checkSize } from '../../errors';
import { drawNext, type Random } from '../../random';
import { eachInBlocks, inBlocks, type Pauses } from '../../scheduling';
import { ascendingIndices } from '../samples/indices';

/** Samples whose membership is told by one number, a bit each. */
export const SAMPLES_OF_CODE = 8;

/** Random ways to say which samples of p and of q together belong to a group. */
export interface Relabelings {
  readonly count: number;
  /**
   * Membership in the group of relabeling r, a bit a sample: a number for each eight of p and then for each eight of q, from
   * `codes[r · codesOfOne]` on.
   */
  readonly codes: Uint8Array;
  readonly codesOfOne: number;
  /** Place where q's numbers begin among those of a relabeling. */
  readonly codesOfP: number;
}

/**
 * Draws relabelings, each of all subsets of its size equally likely.
 *
 * @param count - how many
 * @param counts - how many samples there are of p and of q
 * @param size - of the group
 * @param random - draws them
 * @param pauses - taken now and then
 * @returns the relabelings
 */
export async function drawRelabelings(
  count: number,
  [countP, countQ]: readonly [number, number],
  size: number,
  random: Random,
  pauses: Pauses,
): Promise<Relabelings> {
  const codesOfP = Math.ceil(countP / SAMPLES_OF_CODE);
  const codesOfOne = codesOfP + Math.ceil(countQ / SAMPLES_OF_CODE);
  checkSize('permutations', count * codesOfOne, 'numbers');
  const codes = new Uint8Array(count * codesOfOne);
  const order = await ascendingIndices(countP + countQ, pauses);
  for (let r = 0; r < count; r++) {
    const [ofP, ofQ] = [r * codesOfOne, r * codesOfOne + codesOfP];
    await inBlocks(size, 16, pauses, (from, to) => {
      for (let i = from; i < to; i++) {
        const sample = drawNext(order, i, random);
        const [within, first] = sample < countP ? [sample, ofP] : [sample - countP, ofQ];
        codes[first + Math.floor(within / SAMPLES_OF_CODE)]! |= 1 << (within % SAMPLES_OF_CODE);
      }
    });
  }
  return { count, codes, codesOfOne, codesOfP };
}

/**
 * Sums a term over the samples of one side that belong to the group, for each relabeling.
 *
 * @param relabelings - the relabelings
 * @param firstCode - where the side begins among the codes
 * @param terms - of the side's samples
 * @param sums - what is added to
 * @param pauses - taken now and then
 */
export async function addOverGroups(
  { count, codes, codesOfOne }: Relabelings,
  firstCode: number,
  terms: Float64Array,
  sums: Float64Array,
  pauses: Pauses,
): Promise<void> {
  for (const [sample, term] of terms.entries()) {
    const at = firstCode + Math.floor(sample / SAMPLES_OF_CODE);
    const bit = 1 << (sample % SAMPLES_OF_CODE);
    await eachInBlocks(count, 1, pauses, (r) => {
      if ((codes[r * codesOfOne + at]! & bit) !== 0) sums[r]! += term;
    });
  }
}
