import { ArgumentError, describeNumber } from '../errors';
import { backendPrecision } from '../tfjs';

/** The smallest number that float16 has with all its digits; a GPU may take less for 0, and a step then divides by 0. */
const SMALLEST_FLOAT16 = 2 ** -14;

/**
 * The ε of an update, on the backend that runs: what the user gave, or 1e-7, but 1e-3 where the backend keeps float16 only.
 *
 * @param epsilon - what the user gave
 * @returns ε
 * @throws ArgumentError for one that float16 takes for 0, where the backend keeps no more
 */
export function epsilonHere(epsilon: number | undefined): number {
  if (backendPrecision() === 'float32') return epsilon ?? 1e-7;
  if (epsilon === undefined || epsilon >= SMALLEST_FLOAT16) return epsilon ?? 1e-3;
  throw new ArgumentError(
    'epsilon',
    `got ${describeNumber(epsilon)} on a GPU that keeps float16 only; expected at least 6.1e-5. Leave it out, or pass { epsilon: 1e-3 }; the backend 'wasm' keeps float32.`,
  );
}
