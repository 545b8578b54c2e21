import { ArgumentError, describeNumber, describeValue, isPlainObject } from '../errors';
import { JsonScanner } from './json-scanner';

/** Value that JSON can hold: what a checkpoint keeps beside its tensors. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Most levels of objects and arrays in each other. */
const DEEPEST = 64;

/**
 * Reads JSON text of a file strictly; objects come without a prototype.
 *
 * @param text - the text
 * @param what - its name at the beginning of an error's message
 * @throws CheckpointError on anything that {@link writeJson} wouldn't write, but white space
 */
export function readJson(text: string, what: string): JsonValue {
  const scanner = new JsonScanner(text, what);
  const value = readValue(scanner, 0);
  scanner.end();
  return value;
}

function readValue(scanner: JsonScanner, depth: number): JsonValue {
  if (depth > DEEPEST) scanner.fail(`is nested deeper than ${DEEPEST} levels`);
  switch (scanner.peek()) {
    case '{': {
      const members: Record<string, JsonValue> = Object.create(null);
      scanner.object((name) => {
        members[name] = readValue(scanner, depth + 1);
      });
      return members;
    }
    case '[': {
      const items: JsonValue[] = [];
      scanner.array(() => items.push(readValue(scanner, depth + 1)));
      return items;
    }
    case '"':
      return scanner.string();
    case 't':
    case 'f':
    case 'n':
      return scanner.word();
    default:
      return scanner.number();
  }
}

/**
 * Writes plain JSON, bit for bit as {@link readJson} reads it: −0 too, which `JSON.stringify` makes 0 of. Nothing is dropped or
 * made something else on the way.
 *
 * @param value - what is to be written
 * @param argument - its name in an error
 * @throws ArgumentError naming the place that holds something else: NaN, undefined, a function, a tensor, …
 */
export function writeJson(value: unknown, argument: string, depth = 0): string {
  if (depth > DEEPEST)
    throw new ArgumentError(
      argument,
      `is nested deeper than ${DEEPEST} levels, or in itself; expected fewer.`,
    );
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value))
    return Object.is(value, -0) ? '-0.0' : String(value);
  if (typeof value === 'string') return writeText(value, argument);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => writeJson(item, `${argument}[${index}]`, depth + 1));
    return `[${items.join()}]`;
  }
  if (isPlainObject(value)) {
    const members = Object.entries(value).map(([name, member]) => {
      if (name === '__proto__')
        throw new ArgumentError(argument, 'has a member named __proto__; expected another name.');
      return `${writeText(name, argument)}:${writeJson(member, `${argument}.${name}`, depth + 1)}`;
    });
    return `{${members.join()}}`;
  }
  const came = typeof value === 'number' ? describeNumber(value) : describeValue(value);
  throw new ArgumentError(
    argument,
    `got ${came}; expected plain JSON: finite numbers, strings, true, false, null, arrays and plain objects of these.`,
  );
}

function writeText(text: string, argument: string): string {
  if (/\p{Cs}/u.test(text))
    throw new ArgumentError(argument, 'got a string with half of a surrogate pair; expected valid Unicode.');
  return JSON.stringify(text);
}
