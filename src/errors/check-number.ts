import { ArgumentError } from './argument-error';
import { describeNumber } from './describe-value';
import type { NumberRange } from './number-range';

/**
 * Refuses what isn't a number in a range.
 *
 * @param argument - its name
 * @param value - what came
 * @param range - numbers that will do
 * @param also - text behind the range's words: an example, or a hint
 * @throws ArgumentError naming `argument`
 */
export function checkNumber(
  argument: string,
  value: unknown,
  { holds, words }: NumberRange,
  also = '',
): void {
  if (typeof value === 'number' && holds(value)) return;
  throw new ArgumentError(argument, `got ${describeNumber(value)}; expected ${words}${also}.`);
}
