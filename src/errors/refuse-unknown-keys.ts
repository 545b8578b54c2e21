import { ArgumentError } from './argument-error';
import { describeValue, unknownKey } from './describe-value';

/**
 * Refuses options with a key that nobody would read: a typing error, or another library's name for it.
 *
 * @param options - what came
 * @param known - the keys that are read
 * @throws ArgumentError naming `options`, if it isn't an object or has another key
 */
export function refuseUnknownKeys(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError('options', `got ${describeValue(options)}; expected an object of options.`);
  }
  const unknown = unknownKey(options, known);
  if (unknown !== undefined) {
    throw new ArgumentError('options', `got the unknown key '${unknown}'; expected ${known.join(', ')}.`);
  }
}
