import type { Pauses } from './pauses';

/** Iterations between two looks at the clock: some tens of microseconds. */
const BLOCK = 16_384;

/**
 * Goes through 0 … count − 1 in blocks, with pauses between them.
 *
 * @param count - how many there are
 * @param cost - what one of them takes, in multiplications or so: of a sample, its dimension
 * @param pauses - looked at after each block
 * @param work - does the block from `from` to before `to`
 * @throws the signal's reason, once it is aborted
 */
export async function inBlocks(
  count: number,
  cost: number,
  pauses: Pauses,
  work: (from: number, to: number) => void,
): Promise<void> {
  const size = Math.max(1, Math.floor(BLOCK / Math.max(cost, 1)));
  for (let from = 0; from < count; from += size) {
    work(from, Math.min(from + size, count));
    if (pauses.due()) await pauses.take();
  }
}

/** The same, one by one: for work that a function call for each doesn't slow down. */
export function eachInBlocks(
  count: number,
  cost: number,
  pauses: Pauses,
  work: (index: number) => void,
): Promise<void> {
  return inBlocks(count, cost, pauses, (from, to) => {
    for (let index = from; index < to; index++) work(index);
  });
}
