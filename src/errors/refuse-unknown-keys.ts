import { ArgumentError } from './argument-error';
import { describeValue, unknownKey } from './describe-value';

/**
 * Refuses options with a key that nobody would read: a typing error, or another library's name for it.
 *
 * @param options - what came
 * @param known - the keys that are read
 * @param argument - the argument's name
 * @throws ArgumentError naming the argument, if it isn't an object or has another key
 */
export function refuseUnknownKeys(
  options: unknown,
  known: readonly string[],
  argument = 'options',
): asserts options is object {
  const keys = known.length === 0 ? 'none: there is nothing to set' : known.join(', ');
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(options)}; expected an object of options: ${keys}.`,
    );
  }
  const unknown = unknownKey(options, known);
  if (unknown !== undefined) {
    throw new ArgumentError(argument, `got the unknown key '${unknown}'; expected ${keys}.`);
  }
}
