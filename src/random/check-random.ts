import { ArgumentError, describeValue } from '../errors';
import type { Random } from './random';

/**
 * Refuses what random numbers can't be drawn from: nothing, or a seed, most of the time.
 *
 * @param random - what came
 * @param argument - its name
 * @throws ArgumentError naming the argument
 */
export function checkRandom(random: unknown, argument = 'random'): asserts random is Random {
  const { next, normal, integer } = (random ?? {}) as Partial<Random>;
  if ([next, normal, integer].every((draw) => typeof draw === 'function')) return;
  throw new ArgumentError(argument, `got ${describeValue(random)}; expected a Random: createRandom(seed).`);
}
