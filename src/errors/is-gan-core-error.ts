import type { ArgumentError } from './argument-error';
import type { BackendError } from './backend-error';
import type { CheckpointError } from './checkpoint-error';
import { brand, type GanCoreError } from './gan-core-error';
import type { GradientError } from './gradient-error';
import type { NonFiniteError } from './non-finite-error';

/** The class that belongs to each code. */
export interface GanCoreErrors {
  /** An argument was refused. */
  ERR_ARGUMENT: ArgumentError;
  /** A backend could not do it. */
  ERR_BACKEND: BackendError;
  /** A checkpoint couldn't be written, stored or read. */
  ERR_CHECKPOINT: CheckpointError;
  /** An operation has no second-order gradient. */
  ERR_GRADIENT: GradientError;
  /** Training met NaN or Infinity. */
  ERR_NON_FINITE: NonFiniteError;
}

/**
 * Whether a caught value is one of gan-core's errors. Use it in place of `instanceof`, which fails where two copies of
 * the package are loaded (its ESM and its CJS build, say).
 *
 * @param error - anything caught
 * @returns true for an error that gan-core made, by whichever copy
 *
 * @example
 * ```ts
 * import { isGanCoreError, klDivergence } from 'gan-core';
 * try {
 *   klDivergence([0.5, 0.5], [0.2, 0.7]);
 * } catch (error) {
 *   if (isGanCoreError(error, 'ERR_ARGUMENT')) console.log(error.argument); // → q
 * }
 * ```
 */
export function isGanCoreError(error: unknown): error is GanCoreError;
/**
 * Whether a caught value is gan-core's error of one kind.
 *
 * @param error - anything caught
 * @param code - the kind, such as `'ERR_NON_FINITE'`
 * @returns true for an error of that kind, whose own members can then be read
 */
export function isGanCoreError<C extends keyof GanCoreErrors>(
  error: unknown,
  code: C,
): error is GanCoreErrors[C];
export function isGanCoreError(error: unknown, code?: string): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (code === undefined || (error as unknown as GanCoreError).code === code)
  );
}
