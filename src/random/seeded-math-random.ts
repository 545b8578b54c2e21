import type { Random } from './random';

/**
 * Runs `work` with `Math.random` drawing from `random`, and puts the real one back before it returns or throws.
 *
 * tfjs seeds its own generators (weight initialisers, dropout, noise layers) from Math.random wherever no seed was
 * given, so this is what makes a user's model reproducible. `work` must be synchronous: nothing else can run meanwhile.
 */
export function withSeededMathRandom<T>(random: Random, work: () => T): T {
  const original = Math.random;
  Math.random = () => random.next();
  try {
    return work();
  } finally {
    Math.random = original;
  }
}
