import type { Random } from '../random';
import type { SampleMatrix } from './samples';

/** The samples of one distribution in three parts that share no sample. */
export interface HeldOutSplit {
  /** What is learnt from. */
  readonly train: SampleMatrix;
  /** What decides when to stop, and calibrates. */
  readonly validation: SampleMatrix;
  /** What is measured on: nothing else ever looks at it. */
  readonly heldOut: SampleMatrix;
}

/** How much of what isn't held out decides when to stop. */
const VALIDATION = 0.2;

/** How many samples a split needs: two in each part. */
export const SMALLEST_SPLIT = 10;

/**
 * Splits samples at random.
 *
 * @param samples - at least {@link SMALLEST_SPLIT}
 * @param fraction - of the samples that is held out, in (0, 1)
 * @param random - what draws the split
 * @returns copies, at least two samples each
 */
export function splitSamples(samples: SampleMatrix, fraction: number, random: Random): HeldOutSplit {
  const { count } = samples;
  const order = shuffledIndices(count, random);
  const heldOut = Math.min(Math.max(Math.round(fraction * count), 2), count - 4);
  const validation = Math.max(Math.round(VALIDATION * (count - heldOut)), 2);
  return {
    heldOut: takeSamples(samples, order.subarray(0, heldOut)),
    validation: takeSamples(samples, order.subarray(heldOut, heldOut + validation)),
    train: takeSamples(samples, order.subarray(heldOut + validation)),
  };
}

/** The same in two parts, for what needs no validation. */
export function splitInTwo(
  samples: SampleMatrix,
  fraction: number,
  random: Random,
): Omit<HeldOutSplit, 'validation'> {
  const order = shuffledIndices(samples.count, random);
  const heldOut = Math.min(Math.max(Math.round(fraction * samples.count), 2), samples.count - 2);
  return {
    heldOut: takeSamples(samples, order.subarray(0, heldOut)),
    train: takeSamples(samples, order.subarray(heldOut)),
  };
}

/** 0 … count − 1 in random order (Fisher–Yates). */
export function shuffledIndices(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  shuffle(order, random);
  return order;
}

/** Puts indices in random order, in place. */
export function shuffle(order: Uint32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
}

/** The samples with these indices, a copy. */
export function takeSamples({ values, dimension }: SampleMatrix, indices: Uint32Array): SampleMatrix {
  const taken = new Float64Array(indices.length * dimension);
  indices.forEach((index, place) => {
    taken.set(values.subarray(index * dimension, (index + 1) * dimension), place * dimension);
  });
  return { values: taken, count: indices.length, dimension };
}
