import { availableCores, MOST_BY_ITSELF } from '../../threads';

/** Threads that an estimate takes, as nobody tells it how many. */
export function threadsByThemselves(): number {
  return Math.min(MOST_BY_ITSELF, availableCores());
}
