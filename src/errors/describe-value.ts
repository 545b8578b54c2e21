import { shorten } from './shorten';

/** Most characters of a value that a message shows: a string may hold a file, and a name a page. */
const LONGEST = 80;
/** Most entries of a list that a message shows. */
const MOST_ENTRIES = 8;

/** Describes a value for an error's message: `a number (64)`, `a float32 tensor of shape [2, 3]`, `undefined`. */
export function describeValue(value: unknown): string {
  try {
    return inWords(value);
  } catch {
    return `${typeof value === 'function' ? 'a function' : 'an object'} that throws when looked at`; // a proxy, say
  }
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `a ${typeof value} (${value})`;
  if (typeof value === 'string') return `the string '${shorten(value, LONGEST)}'`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if ('then' in value) {
    // Refused, it is nobody's to await: its rejection would end a process of Node.
    if (value instanceof Promise) value.catch(() => undefined);
    return 'a promise';
  }
  if ('dataId' in value && 'shape' in value && 'dtype' in value && Array.isArray(value.shape)) {
    const dtype = shorten(String(value.dtype), LONGEST);
    const kind = `${dtype} tensor of shape [${shorten(String(value.shape), LONGEST)}]`;
    if ('isDisposed' in value && value.isDisposed) return `a disposed ${kind}`;
    return `${dtype === 'int32' ? 'an' : 'a'} ${kind}`;
  }
  const keys = Object.keys(value);
  if (keys.length > 0) return `an object with ${shorten(keys.slice(0, 4).join(', '), LONGEST)}`;
  // Many of a platform's objects, such as an AbortController, show no key of their own.
  const made = value.constructor;
  return typeof made !== 'function' || made === Object
    ? 'an empty object'
    : `an instance of ${shorten(String(made.name), LONGEST)}`;
}

/** Describes what came in place of a number: the number itself, or what else it is, so that '3' doesn't read as 3. */
export function describeNumber(value: unknown): string {
  return typeof value === 'number' ? String(value) : describeValue(value);
}

/** Describes what came in place of a list of numbers: its entries, the first ones of a long list. */
export function describeNumbers(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_ENTRIES).map(describeNumber).join(', ');
  return values.length > MOST_ENTRIES ? `[${shown}, … ${values.length} in all]` : `[${shown}]`;
}

/** Gives the first key that nobody would read, a typing error most of the time; undefined where all are known. */
export function unknownKey(options: object, known: readonly string[]): string | undefined {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  return unknown && shorten(unknown, LONGEST);
}
