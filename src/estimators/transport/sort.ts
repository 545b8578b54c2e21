import { inBlocks, type Pauses } from '../../scheduling';

/** Numbers that are sorted at once, in some milliseconds; larger lists are merged of such. */
const AT_ONCE = 8192;

/**
 * The indices of some numbers in ascending order of these: a merge sort with pauses, stable.
 *
 * @param keys - the numbers, none NaN
 * @param pauses - taken now and then
 */
export async function sortedIndices(keys: Float64Array, pauses: Pauses): Promise<Int32Array> {
  const { length } = keys;
  let order = new Int32Array(length);
  for (let from = 0; from < length; from += AT_ONCE) {
    const part = order.subarray(from, from + AT_ONCE);
    for (let place = 0; place < part.length; place++) part[place] = from + place;
    part.sort((a, b) => keys[a]! - keys[b]!);
    if (pauses.due()) await pauses.take();
  }
  let merged = new Int32Array(length);
  for (let width = AT_ONCE; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length);
      const end = Math.min(from + 2 * width, length);
      let [left, right] = [from, middle];
      const source = order;
      const target = merged;
      await inBlocks(end - from, 4, pauses, (first, last) => {
        for (let at = from + first; at < from + last; at++) {
          const takesLeft = right === end || (left < middle && keys[source[left]!]! <= keys[source[right]!]!);
          target[at] = takesLeft ? source[left++]! : source[right++]!;
        }
      });
    }
    [order, merged] = [merged, order];
  }
  return order;
}

/** The numbers in ascending order, a copy. */
export async function sortedValues(values: Float64Array, pauses: Pauses): Promise<Float64Array> {
  if (values.length <= AT_ONCE) return values.slice().sort();
  const order = await sortedIndices(values, pauses);
  const sorted = new Float64Array(values.length);
  await inBlocks(values.length, 1, pauses, (from, to) => {
    for (let place = from; place < to; place++) sorted[place] = values[order[place]!]!;
  });
  return sorted;
}
