import { type Random, shuffleStep } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';

/** 0 … count − 1 in random order (Fisher–Yates). */
export async function shuffledIndices(count: number, random: Random, pauses: Pauses): Promise<Uint32Array> {
  const order = await ascendingIndices(count, pauses);
  // From the last one down, as `shuffle`.
  await inBlocks(count, 16, pauses, (from, to) => {
    for (let step = from; step < to; step++) shuffleStep(order, count - 1 - step, random);
  });
  return order;
}

/** 0 … count − 1, of many: the first touch of so much memory takes longer than what is written there. */
export async function ascendingIndices(count: number, pauses: Pauses): Promise<Uint32Array> {
  const order = new Uint32Array(count);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) order[index] = index;
  });
  return order;
}

/** 0 … count − 1. */
export function firstIndices(count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  return order;
}

/** The samples with these indices, a copy. */
export async function takeSamples(
  { values, dimension }: SampleMatrix,
  indices: Uint32Array,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const taken = new Float64Array(indices.length * dimension);
  await inBlocks(indices.length, dimension, pauses, (first, end) => {
    for (let place = first; place < end; place++) {
      const from = indices[place]! * dimension;
      for (let axis = 0; axis < dimension; axis++) taken[place * dimension + axis] = values[from + axis]!;
    }
  });
  return { values: taken, count: indices.length, dimension };
}
