import { inBlocks, type Pauses } from '../../scheduling';
import type { KernelMemory } from './kernel-memory';

/** Points that kernels take at once. */
export const GROUP = 8;

/** A number of points, with what fills the last group. */
export function inWholeGroups(count: number): number {
  return Math.ceil(count / GROUP) * GROUP;
}

/** Puts points into the memory in groups, coordinate by coordinate; zeros fill the last one. */
export async function putInGroups(
  memory: KernelMemory,
  address: number,
  points: { readonly values: Float64Array; readonly count: number; readonly dimension: number },
  pauses: Pauses,
): Promise<void> {
  const { values, count, dimension } = points;
  const groups = memory.numbers(address, inWholeGroups(count) * dimension);
  groups.fill(0, (count - (count % GROUP)) * dimension); // finite where there is no point
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let point = from; point < to; point++) {
      const place = (point - (point % GROUP)) * dimension + (point % GROUP);
      for (let axis = 0; axis < dimension; axis++)
        groups[place + axis * GROUP] = values[point * dimension + axis]!;
    }
  });
}
