import { GanCoreError } from './gan-core-error';
import { shorten } from './shorten';

/** Most characters of a message: a longer one is cut in its middle. */
const LONGEST = 800;

/**
 * A checkpoint couldn't be written, stored or read: its file is damaged or another program's, or its store failed. What was
 * stored before stays as it is.
 *
 * @example
 * ```ts
 * import { CheckpointError } from 'gan-core';
 * import { decodeCheckpoint } from 'gan-core/checkpoints';
 * try {
 *   await decodeCheckpoint(new Uint8Array(100));
 * } catch (error) {
 *   if (error instanceof CheckpointError) console.log(error.code); // → ERR_CHECKPOINT
 * }
 * ```
 */
export class CheckpointError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'CheckpointError';

  /**
   * Makes the error for one checkpoint.
   *
   * @param problem - what happened and how to fix it
   * @param options - `cause`: the error underneath, such as the file system's
   */
  constructor(problem: string, options?: { cause?: unknown }) {
    super('ERR_CHECKPOINT', shorten(problem, LONGEST), options);
  }
}
