import { GanCoreError } from './gan-core-error';
import { shorten } from './shorten';

/** Most characters of a message: a longer one is cut in its middle. */
const LONGEST = 800;

/**
 * An argument was refused before any work was done.
 *
 * @example
 * ```ts
 * import { ArgumentError, klDivergence } from 'gan-core';
 * try {
 *   klDivergence([0.5, 0.5], [0.2, 0.7]);
 * } catch (error) {
 *   if (error instanceof ArgumentError) console.log(error.argument); // → q
 * }
 * ```
 */
export class ArgumentError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'ArgumentError';
  /** The argument's name, as the signature spells it. */
  readonly argument: string;

  /**
   * Makes the error for one argument.
   *
   * @param argument - the argument's name, as the signature spells it
   * @param problem - what came, what was expected, and how to fix it
   * @param options - `cause`: the error underneath
   */
  constructor(argument: string, problem: string, options?: { cause?: unknown }) {
    super('ERR_ARGUMENT', `${shorten(argument, 100)}: ${shorten(problem, LONGEST)}`, options);
    this.argument = argument;
  }
}
