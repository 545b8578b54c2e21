import { GanCoreError } from './gan-core-error';

/**
 * A thread that computes a part of every batch failed, ended or doesn't answer. The networks stay as they were after the last
 * update.
 *
 * @example
 * ```ts
 * import { WorkerError } from 'gan-core';
 * const error: unknown = new WorkerError(1, 'ended.'); // as a run with `workers` may throw it
 * if (error instanceof WorkerError) console.log(error.worker, error.message); // → 1 Worker 1: ended.
 * ```
 */
export class WorkerError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'WorkerError';
  /** Number of the worker, counted from 1. */
  readonly worker: number;

  /**
   * Makes the error for one worker.
   *
   * @param worker - which one, counted from 1
   * @param problem - what happened and how to fix it
   * @param options - `cause`: the error underneath
   */
  constructor(worker: number, problem: string, options?: { cause?: unknown }) {
    super('ERR_WORKER', `Worker ${worker}: ${problem}`, options);
    this.worker = worker;
  }
}
