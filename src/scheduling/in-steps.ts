import type { Pauses } from './pauses';

/**
 * Runs a computation that stops after each of its steps, with pauses between them.
 *
 * @param steps - the computation
 * @param pauses - looked at after each step
 * @returns its result
 * @throws the signal's reason, once it is aborted
 */
export async function inSteps<T>(steps: Generator<void, T>, pauses: Pauses): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (pauses.due()) await pauses.take();
  }
}
