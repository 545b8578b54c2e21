import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';

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
    const slot = this.slotOf(sample);
    if (this.slots[slot] === 0) this.slots[slot] = sample + 1;
    return this.slots[slot]! - 1;
  }

  /** Slot of an equal sample, or the one where it would go. */
  private slotOf(sample: number): number {
    let slot = this.hash(sample) & this.mask;
    while (this.slots[slot] !== 0 && !this.equals(this.slots[slot]! - 1, sample))
      slot = (slot + 1) & this.mask;
    return slot;
  }

  private equals(candidate: number, sample: number): boolean {
    const { values, dimension } = this.samples;
    for (let axis = 0; axis < dimension; axis++) {
      if (values[candidate * dimension + axis] !== values[sample * dimension + axis]) return false;
    }
    return true;
  }

  private hash(sample: number): number {
    const { values, dimension } = this.samples;
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
