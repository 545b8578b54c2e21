/** What a value is, in words for an error's message: `a number (64)`, `a float32 tensor of shape [2, 3]`, `undefined`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `a ${typeof value} (${value})`;
  if (typeof value === 'string') return `the string '${value}'`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if ('then' in value) return 'a promise';
  if ('dataId' in value && 'shape' in value && 'dtype' in value)
    return `${value.dtype === 'int32' ? 'an' : 'a'} ${value.dtype} tensor of shape [${value.shape}]`;
  const keys = Object.keys(value);
  if (keys.length > 0) return `an object with ${keys.slice(0, 4).join(', ')}`;
  // Many of a platform's objects, such as an AbortController, show no key of their own.
  const made = value.constructor;
  return typeof made !== 'function' || made === Object ? 'an empty object' : `an instance of ${made.name}`;
}

/** What came where a number was asked for: the number itself, or what else it is, so that '3' doesn't read as 3. */
export function describeNumber(value: unknown): string {
  return typeof value === 'number' ? String(value) : describeValue(value);
}

/** Refuses keys that nobody would read: a typing error, most of the time. Gives the first, or undefined. */
export function unknownKey(options: object, known: readonly string[]): string | undefined {
  return Object.keys(options).find((key) => !known.includes(key));
}
