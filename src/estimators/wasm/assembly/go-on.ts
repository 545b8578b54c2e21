import { jobOf } from '../../../threads/assembly/share';
import { join, take } from '../../../threads/assembly/thread-pool';

/**
 * Computes chunks of the job that was begun. Helpers go on while this thread does something else in between.
 *
 * @param most - how many at most
 * @returns whether all are computed, by whomever
 */
export function goOnWith<T>(most: i32): bool {
  const job = jobOf<T>();
  for (; most > 0; most--) {
    const chunk = take();
    if (chunk < 0) {
      join();
      return true;
    }
    job.compute(chunk);
  }
  return false;
}

/** Leaves what isn't under way of the job that was begun. */
export function leave(): void {
  while (take() >= 0) {}
}
