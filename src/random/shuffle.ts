import type { Random } from './random';

/** Indices, in place. */
type Indices = Uint32Array | Int32Array;

/**
 * Puts indices in random order, in place (Fisher–Yates, from the last one down).
 *
 * @param order - the indices
 * @param random - draws the order
 */
export function shuffle(order: Indices, random: Random): void {
  for (let last = order.length - 1; last > 0; last--) shuffleStep(order, last, random);
}

/**
 * Takes one step of {@link shuffle}, for whoever pauses between them.
 *
 * @param order - the indices, in place
 * @param last - the place that gets one of those up to it; steps go from the last place down to 1
 * @param random - draws which one
 */
export function shuffleStep(order: Indices, last: number, random: Random): void {
  if (last === 0) return;
  swap(order, last, random.integer(last + 1));
}

/**
 * Draws one of the indices that were not drawn before: after n steps the first n places hold a random sample without repetition.
 *
 * @param order - the indices, in place
 * @param place - how many were drawn before
 * @param random - draws which one
 * @returns the index
 */
export function drawNext(order: Indices, place: number, random: Random): number {
  swap(order, place, place + random.integer(order.length - place));
  return order[place]!;
}

function swap(order: Indices, first: number, second: number): void {
  const moved = order[first]!;
  order[first] = order[second]!;
  order[second] = moved;
}
