import { ArgumentError } from './argument-error';

/** How many numbers gan-core makes room for at once: 1 GiB of float32. */
const MOST = 2 ** 28;

/**
 * Refuses a size that no memory has room for, before it is asked for.
 *
 * @param argument - the name of what sets it
 * @param size - how many come of it
 * @param what - what comes of it, in the plural
 * @param most - the most that will do; by default 2²⁸
 * @throws ArgumentError naming `argument`
 */
export function checkSize(argument: string, size: number, what: string, most: number = MOST): void {
  if (size <= most) return;
  throw new ArgumentError(
    argument,
    `asks for ${size} ${what}; expected at most ${most.toLocaleString('en')}. Ask for fewer, or for a part at a time.`,
  );
}
