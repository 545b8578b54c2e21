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
    firsts[sample] = index.add(sample);
  }
  return firsts;
}

/**
 * Finds the samples of one side that give that side away by being copies: their value occurs more than once there, and never
 * on the other side. (Values that both sides have are outcomes of a discrete distribution, which may well repeat.)
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

/** Counts the samples that are copies of one before them. */
export function copyCount(firsts: Int32Array): number {
  return firsts.reduce((count, first, sample) => count + (first === sample ? 0 : 1), 0);
}

/**
 * Finds samples by their values: a hash table in two flat arrays, as a map of a million lists would keep the garbage
 * collector busy.
 */
class SampleIndex {
  /** Hash table with linear probing: 1 more than the sample's index, 0 where there is none. */
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly number = new Float64Array(1);
  private readonly words = new Int32Array(this.number.buffer);

  constructor(private readonly samples: SampleMatrix) {
    const size = 2 ** Math.ceil(Math.log2(2 * samples.count + 1));
    this.slots = new Int32Array(size);
    this.mask = size - 1;
  }

  /** Adds a sample unless there is an equal one; gives the one that is there then. */
  add(sample: number): number {
    const slot = this.slotOf(this.samples, sample);
    if (this.slots[slot] === 0) this.slots[slot] = sample + 1;
    return this.slots[slot]! - 1;
  }

  /** The one added that equals a sample of `others`; −1 if there is none. */
  find(others: SampleMatrix, sample: number): number {
    return this.slots[this.slotOf(others, sample)]! - 1;
  }

  /** Slot of an equal sample, or the one where it would go. */
  private slotOf(others: SampleMatrix, sample: number): number {
    let slot = this.hash(others, sample) & this.mask;
    while (this.slots[slot] !== 0 && !this.equals(this.slots[slot]! - 1, others, sample))
      slot = (slot + 1) & this.mask;
    return slot;
  }

  private equals(candidate: number, others: SampleMatrix, sample: number): boolean {
    const { values, dimension } = this.samples;
    for (let axis = 0; axis < dimension; axis++) {
      if (values[candidate * dimension + axis] !== others.values[sample * dimension + axis]) return false;
    }
    return true;
  }

  private hash({ values, dimension }: SampleMatrix, sample: number): number {
    let hash = 0;
    for (let at = sample * dimension; at < (sample + 1) * dimension; at++) {
      // −0 equals 0, but its bits differ.
      this.number[0] = values[at]! + 0;
      hash = Math.imul(hash ^ this.words[0]!, 0x85ebca6b) ^ (hash >>> 15);
      hash = Math.imul(hash ^ this.words[1]!, 0x21f0aaad) ^ (hash >>> 13);
    }
    // The low bits choose the slot: the high ones must tell there too.
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
    return hash ^ (hash >>> 16);
  }
}

/** Share of copies from which on they make a difference. */
const MANY_COPIES = 0.01;

/** Warns of samples that repeat: errors and tests take each for a draw of its own. */
export function copyWarnings({ p, q }: Sides<Int32Array>): string[] {
  const copies = copyCount(p) + copyCount(q);
  if (copies <= MANY_COPIES * (p.length + q.length)) return [];
  return [
    `${copies} of the ${p.length + q.length} samples are copies of others of their side, which the other side hasn't: each counts as a draw of its own, so that the standard error is too small and a test too sure. Pass each sample once.`,
  ];
}
