/** Most entries of an array-like that isn't an array: a length alone costs nothing, and may be 2⁴⁰. */
const MOST = 1e6;

/**
 * The entries of what should be a list of numbers, for a look at each: of an array, typed or plain, holes included, or of an
 * array-like. By index, since an iterator is anybody's.
 *
 * @param value - what came; nothing is known yet of its entries, so `T` is what they should be
 * @returns its entries; none where it is no list
 */
export function listOf<T>(value: unknown): T[] {
  if (typeof value !== 'object' || value === null || !('length' in value)) return [];
  const { length } = value;
  const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
  if (!Number.isSafeInteger(length) || (length as number) < 0 || (!isArray && (length as number) > MOST))
    return [];
  return Array.from({ length: length as number }, (_, index) => (value as ArrayLike<T>)[index]!);
}
