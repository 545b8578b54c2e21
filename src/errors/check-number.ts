import { ArgumentError } from './argument-error';
import { describeValue } from './describe-value';

/**
 * Refuses what isn't a number; NaN and Infinity are.
 *
 * @param argument - its name
 * @param value - what came
 * @throws ArgumentError naming `argument`
 */
export function checkNumber(argument: string, value: unknown): void {
  if (typeof value !== 'number')
    throw new ArgumentError(argument, `got ${describeValue(value)}; expected a number.`);
}
