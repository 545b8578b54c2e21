import { ArgumentError } from './argument-error';
import { describeValue } from './describe-value';

/**
 * Refuses a value that isn't what it should be.
 *
 * @param holds - whether it is
 * @param argument - its name
 * @param came - the value
 * @param expected - what it should be
 * @throws ArgumentError naming `argument`
 */
export function refuseUnless(holds: boolean, argument: string, came: unknown, expected: string): void {
  if (!holds) throw new ArgumentError(argument, `got ${describeValue(came)}; expected ${expected}.`);
}
