import { ArgumentError, describeValue } from '../errors';
import type { Random } from './random';

/**
 * Refuses what random numbers can't be drawn from: nothing, or a seed, most of the time.
 *
 * @param random - what came
 * @param draws - what will be drawn of it: an object of a user's own needs no more
 * @throws ArgumentError naming `random`
 */
export function checkRandom(random: Random, draws: readonly ('next' | 'normal' | 'integer')[]): void {
  const drawing = Object(random) as Partial<Random>;
  // A generator has a `next` too, which gives no number.
  const isIterator = Symbol.iterator in drawing || Symbol.asyncIterator in drawing;
  if (!isIterator && draws.every((draw) => typeof drawing[draw] === 'function')) return;
  throw new ArgumentError('random', `got ${describeValue(random)}; expected a Random: createRandom(seed).`);
}
