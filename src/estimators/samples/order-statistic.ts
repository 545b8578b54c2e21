import type { Pauses } from '../../scheduling';

/** Swaps between two looks at the clock. */
const SWAPS_A_LOOK = 4096;

/**
 * The value that would stand at a place of the sorted values: quickselect, which a sort of millions of values, in one piece, would
 * take tens of times as long for.
 *
 * @param values - any but NaN; left in another order, with none above the result before its place and none below after it
 * @param rank - the place, from 0
 * @param pauses - taken now and then
 */
export async function orderStatistic(values: Float64Array, rank: number, pauses: Pauses): Promise<number> {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let [left, right] = [low, high];
    while (left <= right) {
      for (let swaps = 0; left <= right && swaps < SWAPS_A_LOOK; swaps++) {
        while (values[left]! < pivot) left++;
        while (values[right]! > pivot) right--;
        if (left > right) break;
        const swapped = values[left]!;
        values[left++] = values[right]!;
        values[right--] = swapped;
      }
      if (pauses.due()) await pauses.take();
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
