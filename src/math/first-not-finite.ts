/**
 * Finds where a list first holds what is no finite number: NaN, null, '3', true, [4], a hole, a bigint. Typed arrays take such
 * values for numbers when they are filled from a list, so a list is looked through before it is copied.
 *
 * @param values - what came
 * @returns the index; −1 where all are finite numbers
 */
export function firstNotFinite(values: ArrayLike<unknown>): number {
  // Number.isFinite, unlike the global isFinite, converts nothing.
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index])) return index;
  return -1;
}
