import { GanCoreError } from './gan-core-error';

/**
 * A backend isn't installed, couldn't start, didn't answer in time, or lacks what was asked of it.
 *
 * @example
 * ```ts
 * import { isGanCoreError } from 'gan-core';
 * import { useBackend } from 'gan-core/backends';
 * try {
 *   await useBackend('webgl'); // which Node lacks
 * } catch (error) {
 *   if (isGanCoreError(error, 'ERR_BACKEND')) console.log(error.backend); // → webgl
 * }
 * ```
 */
export class BackendError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'BackendError';
  /** The backend that was asked for. */
  readonly backend: string;

  /**
   * Makes the error for one backend.
   *
   * @param backend - the backend that was asked for
   * @param problem - what happened and how to fix it
   * @param options - `cause`: the error underneath
   */
  constructor(backend: string, problem: string, options?: { cause?: unknown }) {
    super('ERR_BACKEND', `Backend '${backend}': ${problem}`, options);
    this.backend = backend;
  }
}
