import { inBlocks, type Pauses } from '../../scheduling';
import { equalSamples } from './equal-samples';
import { copyCount } from './first-equals';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** Standard deviations by which equal pairs within the sides are more than those across, before one-sided ones are no chance. */
const DEVIATIONS = 2;

/**
 * Finds the samples that give their side away by being copies: their value occurs more than once there, and never on the other side. Values that
 * both sides have are outcomes of a discrete distribution, which may well repeat.
 *
 * Rounded and discrete samples repeat by chance, and now and then on one side alone. As long as there are no more such pairs than chance has them,
 * none counts as a copy: were those kept together in a split, a discriminator would meet held-out samples that equal training samples of the other
 * side only, and learn the contrary of the truth.
 *
 * @param samples - finite ones
 * @param pauses - taken between samples
 * @returns for each sample of a side the index there of the first one that it copies: its own, where it copies none
 */
export async function sidesCopies(samples: Sides<SampleMatrix>, pauses: Pauses): Promise<Sides<Int32Array>> {
  const { firsts, ofP, ofQ, excess } = await equalSamples(samples, pauses);
  const areCopies = excess < -DEVIATIONS;
  const copiesOf = async (start: number, count: number, ofOthers: Uint32Array) => {
    const copies = new Int32Array(count);
    await inBlocks(count, 2, pauses, (from, to) => {
      for (let sample = from; sample < to; sample++) {
        const first = firsts[start + sample]!;
        copies[sample] = areCopies && ofOthers[first] === 0 ? first - start : sample;
      }
    });
    return copies;
  };
  const { count } = samples.p;
  return { p: await copiesOf(0, count, ofQ), q: await copiesOf(count, samples.q.count, ofP) };
}

/** Share of copies from which on they make a difference. */
const MANY_COPIES = 0.01;

/** Warns of samples that repeat: errors and tests take each for a draw of its own. */
export function copyWarnings({ p, q }: Sides<Int32Array>): string[] {
  const copies = copyCount(p) + copyCount(q);
  if (copies <= MANY_COPIES * (p.length + q.length)) return [];
  return [
    `${copies} of the ${p.length + q.length} samples are copies of others of their side, which the other side hasn't. Unless values of the data repeat by nature: pass each sample once, since each copy counts as a draw of its own, so that the standard error is too small and a test too sure.`,
  ];
}
