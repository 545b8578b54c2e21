import { ArgumentError } from './argument-error';
import { checkFunction, isFunction } from './check-function';
import { describeValue } from './describe-value';

/** Requirements on the members of an object. */
interface MembersRule {
  /** Wording of what the object should be, behind "expected". */
  readonly expected: string;
  /** Those that must be there. */
  readonly functions: readonly string[];
  /** Those that may be left out. */
  readonly maybe?: readonly string[];
  /** Names of the members that must be strings. */
  readonly strings?: readonly string[];
}

/**
 * Refuses an object of a user's own that lacks a function, or has something else in its place: it would be called late.
 *
 * @param argument - its name
 * @param value - what came
 * @param rule - what it must have
 * @returns those of its members that must be strings, read once
 * @throws ArgumentError naming `argument`, and the member that is no function
 */
export function checkMembers(
  argument: string,
  value: unknown,
  { expected, functions, maybe = [], strings = [] }: MembersRule,
): Readonly<Record<string, string>> {
  const members = (value ?? {}) as Readonly<Record<string, unknown>>;
  const read = Object.fromEntries(strings.map((name) => [name, members[name]]));
  // A factory has an `apply` too: every function has.
  const fits =
    typeof value !== 'function' &&
    functions.every((name) => isFunction(members[name])) &&
    Object.values(read).every((member) => typeof member === 'string');
  if (!fits) throw new ArgumentError(argument, `got ${describeValue(value)}; expected ${expected}.`);
  for (const name of maybe) {
    const member = members[name];
    if (member !== undefined) checkFunction(`${argument}.${name}`, member, 'a function, or nothing');
  }
  return read as Record<string, string>;
}
