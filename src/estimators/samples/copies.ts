import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/**
 * Finds the samples that are copies of others: independent draws of a density never are.
 *
 * @param samples - finite ones
 * @param pauses - taken between samples
 * @returns for each sample the index of the first one that equals it: its own, where there is none before it
 */
export async function firstEquals(samples: SampleMatrix, pauses: Pauses): Promise<Int32Array> {
  const index = new SampleIndex(samples);
  const firsts = new Int32Array(samples.count);
  for (let sample = 0; sample < samples.count; sample++) {
    if (pauses.due()) await pauses.take();
    const found = index.find(samples, sample);
    if (found < 0) index.add(sample);
    firsts[sample] = found < 0 ? sample : found;
  }
  return firsts;
}

/**
 * Which samples of one side tell that side by being copies: their value occurs more than once there, and never on the other side.
 * (Values that both sides have are outcomes of a discrete distribution, which may well repeat.)
 *
 * @param samples - of one side
 * @param others - of the other one
 * @param pauses - taken between samples
 * @returns as {@link firstEquals}, but that values which the other side has too count as different
 */
async function oneSidedCopies(
  samples: SampleMatrix,
  others: SampleMatrix,
  pauses: Pauses,
): Promise<Int32Array> {
  const firsts = await firstEquals(samples, pauses);
  if (firsts.every((first, sample) => first === sample)) return firsts;
  const index = new SampleIndex(others);
  for (let sample = 0; sample < others.count; sample++) {
    if (pauses.due()) await pauses.take();
    index.add(sample);
  }
  for (let sample = 0; sample < samples.count; sample++) {
    if (pauses.due()) await pauses.take();
    if (firsts[sample] !== sample && index.find(samples, sample) >= 0) firsts[sample] = sample;
  }
  return firsts;
}

/** {@link oneSidedCopies} of either side. */
export async function sidesCopies({ p, q }: Sides<SampleMatrix>, pauses: Pauses): Promise<Sides<Int32Array>> {
  return { p: await oneSidedCopies(p, q, pauses), q: await oneSidedCopies(q, p, pauses) };
}

/** How many samples are copies of one before them. */
export function copyCount(firsts: Int32Array): number {
  return firsts.reduce((count, first, sample) => count + (first === sample ? 0 : 1), 0);
}

/** Finds samples by their values. */
class SampleIndex {
  private readonly byHash = new Map<number, number[]>();
  private readonly number = new Float64Array(1);
  private readonly words = new Int32Array(this.number.buffer);

  constructor(private readonly samples: SampleMatrix) {}

  add(sample: number): void {
    const hash = this.hash(this.samples, sample);
    const bucket = this.byHash.get(hash);
    if (bucket) bucket.push(sample);
    else this.byHash.set(hash, [sample]);
  }

  /** The first one added that equals a sample of `others`; −1 if there is none. */
  find(others: SampleMatrix, sample: number): number {
    const { values, dimension } = this.samples;
    const isEqual = (candidate: number) => {
      for (let axis = 0; axis < dimension; axis++) {
        if (values[candidate * dimension + axis] !== others.values[sample * dimension + axis]) return false;
      }
      return true;
    };
    return this.byHash.get(this.hash(others, sample))?.find(isEqual) ?? -1;
  }

  private hash({ values, dimension }: SampleMatrix, sample: number): number {
    let hash = 0;
    for (let at = sample * dimension; at < (sample + 1) * dimension; at++) {
      // −0 equals 0, but its bits differ.
      this.number[0] = values[at]! + 0;
      hash = Math.imul(hash ^ this.words[0]!, 0x85ebca6b) ^ (hash >>> 15);
      hash = Math.imul(hash ^ this.words[1]!, 0x21f0aaad) ^ (hash >>> 13);
    }
    return hash;
  }
}

/** From this share of copies on they make a difference. */
const MANY_COPIES = 0.01;

/** Warns of samples that repeat: errors and tests take each for a draw of its own. */
export function copyWarnings({ p, q }: Sides<Int32Array>): string[] {
  const copies = copyCount(p) + copyCount(q);
  if (copies <= MANY_COPIES * (p.length + q.length)) return [];
  return [
    `${copies} of the ${p.length + q.length} samples are copies of others of their side, which the other side hasn't: each counts as a draw of its own, so that the standard error is too small and a test too sure. Pass each sample once.`,
  ];
}
