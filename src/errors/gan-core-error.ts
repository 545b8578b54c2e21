/** Marks an error as gan-core's, whichever copy of the package made it. */
export const brand = Symbol.for('gan-core.error');

/** The stable, machine-readable kind of a {@link GanCoreError}. */
export type GanCoreErrorCode =
  | 'ERR_ARGUMENT'
  | 'ERR_BACKEND'
  | 'ERR_CHECKPOINT'
  | 'ERR_GRADIENT'
  | 'ERR_NON_FINITE';

/**
 * The base of every error that gan-core throws on purpose. Its message names the argument, what came, what was
 * expected and how to fix it; `cause` keeps the error underneath, if there is one.
 *
 * @example
 * ```ts
 * import { GanCoreError, klDivergence } from 'gan-core';
 * try {
 *   klDivergence([0.5, 0.5], [0.2, 0.7]);
 * } catch (error) {
 *   if (error instanceof GanCoreError) console.log(error.name, error.code); // → ArgumentError ERR_ARGUMENT
 * }
 * ```
 */
export class GanCoreError extends Error {
  /** The class's name, literal: it survives minifiers. */
  override readonly name: string = 'GanCoreError';
  /** The stable, machine-readable kind. */
  readonly code: GanCoreErrorCode;

  /**
   * Makes an error of a kind; gan-core itself throws the subclasses.
   *
   * @param code - the stable kind
   * @param message - what came, what was expected, and how to fix it
   * @param options - `cause`: the error underneath
   */
  constructor(code: GanCoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
  }
}
