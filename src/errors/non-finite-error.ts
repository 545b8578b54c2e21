import { GanCoreError } from './gan-core-error';

/**
 * Training met NaN or Infinity. The networks were put back to their last finite state before this was thrown.
 *
 * @example
 * ```ts
 * import { NonFiniteError } from 'gan-core';
 * const error: unknown = new NonFiniteError(100, 'The generator gave NaN.'); // as a run may throw it
 * if (error instanceof NonFiniteError) console.log(error.lastFiniteStep, error.code); // → 100 ERR_NON_FINITE
 * ```
 */
export class NonFiniteError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'NonFiniteError';
  /** The last step after which everything was seen to be finite; the networks are as they were then. */
  readonly lastFiniteStep: number;

  /**
   * Makes the error for a run that was put back.
   *
   * @param lastFiniteStep - the step whose state was put back
   * @param problem - what wasn't finite, and what to try
   */
  constructor(lastFiniteStep: number, problem: string) {
    super('ERR_NON_FINITE', problem);
    this.lastFiniteStep = lastFiniteStep;
  }
}
