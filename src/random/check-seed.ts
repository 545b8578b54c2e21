import { checkWholeNumber } from '../errors';

/**
 * Refuses a seed that no stream starts from.
 *
 * @param seed - what came
 * @throws ArgumentError naming `seed`
 */
export function checkSeed(seed: number): void {
  checkWholeNumber('seed', seed, 0, ', below 2^53');
}
