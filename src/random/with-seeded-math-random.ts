import { processWide } from '../process';
import type { Random } from './random';

const drawing = () => processWide<{ from: Random | undefined }>('math-random', () => ({ from: undefined }));

/** The stream that `Math.random` draws from at the moment; undefined outside of {@link withSeededMathRandom}. */
export function currentRandom(): Random | undefined {
  return drawing().from;
}

/**
 * Runs `work` with `Math.random` drawing from `random`, and puts the real one back before it returns or throws.
 *
 * tfjs seeds its own generators (weight initializers, dropout, noise layers) from Math.random wherever no seed was
 * given, so this is what makes a user's model reproducible. `work` must be synchronous: nothing else can run meanwhile.
 */
export function withSeededMathRandom<T>(random: Random, work: () => T): T {
  const current = drawing();
  const [original, outer] = [Math.random, current.from];
  Math.random = () => random.next();
  current.from = random;
  try {
    return work();
  } finally {
    Math.random = original;
    current.from = outer;
  }
}
