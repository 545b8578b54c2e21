/**
 * Runs a computation that stops after each of its steps to the end, at once.
 *
 * @param steps - the computation
 * @returns its result
 */
export function allSteps<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
