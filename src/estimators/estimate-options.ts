import { checkNumber, interval, refuseUnknownKeys } from '../errors';
import { checkSeed } from '../random';
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
  checkSeed(seed);
  checkNumber('confidence', confidence, interval('(0, 1)'), ', such as 0.95');
  checkSignal(signal);
  return { seed, signal, confidence };
}
