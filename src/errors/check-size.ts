import { ArgumentError } from './argument-error';

/** Most numbers that gan-core makes room for at once: 1 GiB of float32. */
const MOST = 2 ** 28;

/**
 * Refuses a size that no memory has room for, before it is asked for.
 *
 * @param argument - the name of what sets it
 * @param size - how many come of it
 * @param what - what comes of it, in the plural
 * @param options - `most`: the most that will do, by default 2²⁸; `hint`: what to do, where it isn't just to ask for fewer
 * @throws ArgumentError naming `argument`
 */
export function checkSize(
  argument: string,
  size: number,
  what: string,
  { most = MOST, hint = 'Ask for fewer.' }: { readonly most?: number; readonly hint?: string } = {},
): void {
  if (size <= most) return;
  throw new ArgumentError(
    argument,
    `asks for ${size} ${what}; expected at most ${most.toLocaleString('en')}. ${hint}`,
  );
}
