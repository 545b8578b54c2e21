import type { Pauses } from '../../scheduling';

/** Parts of at most so many numbers are split in one go. */
export const SPLIT_AT_ONCE = 32_768;

/** Widens the box about points by those from `start` to before `end`. */
export function widen(
  least: Float64Array,
  most: Float64Array,
  values: Float64Array,
  order: Int32Array,
  start: number,
  end: number,
): void {
  const dimension = least.length;
  for (let position = start; position < end; position++) {
    const from = order[position]! * dimension;
    for (let axis = 0; axis < dimension; axis++) {
      const value = values[from + axis]!;
      if (value < least[axis]!) least[axis] = value;
      if (value > most[axis]!) most[axis] = value;
    }
  }
}

/** The axis along which a box is widest, the first of several. */
export function widestOf(least: Float64Array, most: Float64Array): number {
  let widest = 0;
  for (let axis = 1; axis < least.length; axis++) {
    if (most[axis]! - least[axis]! > most[widest]! - least[widest]!) widest = axis;
  }
  return widest;
}

/** Swaps between two looks at the clock. */
const SWAPS_A_LOOK = 4096;

/** The rounds of {@link select} for the middle of `order[low … high]` that have much to go through, with pauses. */
export async function narrow(
  values: Float64Array,
  dimension: number,
  axis: number,
  order: Int32Array,
  low: number,
  high: number,
  pauses: Pauses,
): Promise<[low: number, high: number]> {
  const target = (low + high + 1) >>> 1;
  while (high - low >= SPLIT_AT_ONCE) {
    const pivot = values[order[(low + high) >>> 1]! * dimension + axis]!;
    let [left, right] = [low, high];
    while (left <= right) {
      for (let swaps = 0; left <= right && swaps < SWAPS_A_LOOK; swaps++) {
        while (values[order[left]! * dimension + axis]! < pivot) left++;
        while (values[order[right]! * dimension + axis]! > pivot) right--;
        if (left > right) break;
        const swapped = order[left]!;
        order[left++] = order[right]!;
        order[right--] = swapped;
      }
      if (pauses.due()) await pauses.take();
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else return [target, target];
  }
  return [low, high];
}

/** Reorders `order[low … high]` so that the entry at `target` is where sorting along the axis would put it (quickselect). */
export function select(
  values: Float64Array,
  dimension: number,
  axis: number,
  order: Int32Array,
  low: number,
  high: number,
  target: number,
): void {
  while (low < high) {
    const pivot = values[order[(low + high) >>> 1]! * dimension + axis]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[order[left]! * dimension + axis]! < pivot) left++;
      while (values[order[right]! * dimension + axis]! > pivot) right--;
      if (left <= right) {
        const swapped = order[left]!;
        order[left++] = order[right]!;
        order[right--] = swapped;
      }
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else return;
  }
}
