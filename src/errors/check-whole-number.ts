import { checkNumber } from './check-number';

/**
 * Refuses a count that isn't a whole number in range.
 *
 * @param argument - its name
 * @param value - what came
 * @param minimum - the least that will do
 * @param also - text behind that: an example, or what else will do
 * @throws ArgumentError naming `argument`
 */
export function checkWholeNumber(argument: string, value: unknown, minimum: number, also = ''): void {
  if (Number.isSafeInteger(value) && (value as number) >= minimum) return;
  // No range before: counts are checked in inner loops too.
  checkNumber(argument, value, { holds: () => false, words: `a whole number, at least ${minimum}` }, also);
}
