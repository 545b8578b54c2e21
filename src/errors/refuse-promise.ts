import { ArgumentError } from './argument-error';

/**
 * Refuses a promise, or what can be awaited like one, where something has to be over once it returns: its error would be
 * nobody's, and would end a process of Node.
 *
 * @param argument - the name of what was called
 * @param what - what returned the value, in words
 * @param value - what it returned
 * @param hint - what to do instead
 * @throws ArgumentError naming `argument`
 */
export function refusePromise(argument: string, what: string, value: unknown, hint: string): void {
  if (typeof (value as { then?: unknown } | null | undefined)?.then !== 'function') return;
  Promise.resolve(value).catch(() => {});
  throw new ArgumentError(argument, `${what} returns a promise; expected a synchronous one: ${hint}.`);
}
