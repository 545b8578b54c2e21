import { ArgumentError, describeValue, refuseUnknownKeys } from '../errors';
import { checkSignal } from '../scheduling';
import type { EstimateOptions } from './estimate';

/** The options that all estimators share, with their defaults. */
export interface CheckedEstimateOptions {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly confidence: number;
}

/**
 * Checks the shared options and refuses keys that nobody would read.
 *
 * @param options - what came
 * @param ownKeys - the estimator's own options
 * @returns the shared ones with their defaults
 * @throws ArgumentError naming the option at fault
 */
export function checkEstimateOptions(
  options: EstimateOptions,
  ownKeys: readonly string[] = [],
): CheckedEstimateOptions {
  refuseUnknownKeys(options, ['seed', 'signal', 'confidence', ...ownKeys]);
  const { seed = 0, signal, confidence = 0.95 } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new ArgumentError(
      'seed',
      `got ${describeValue(seed)}; expected a whole number from 0 to 2^53 - 1.`,
    );
  }
  if (!(typeof confidence === 'number' && confidence > 0 && confidence < 1)) {
    throw new ArgumentError(
      'confidence',
      `got ${describeValue(confidence)}; expected a number in (0, 1), such as 0.95.`,
    );
  }
  checkSignal(signal);
  return { seed, signal, confidence };
}
