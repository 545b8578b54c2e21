/**
 * Hangs a later error under the first one, which is the one that is reported: as the last of its causes. Where the first can't
 * carry one (a signal's reason may be a string), the later one is dropped.
 */
export function addCause(first: unknown, later: unknown): void {
  const chain = causesOf(first);
  const last = chain.at(-1);
  if (last === undefined || causesOf(later).some((error) => chain.includes(error))) return;
  if (Object.isExtensible(last))
    Reflect.defineProperty(last, 'cause', { value: later, configurable: true, writable: true });
}

/** The error, its cause, the cause's cause, … as far as they are errors. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && !chain.includes(at); at = at.cause) chain.push(at);
  return chain;
}

/** Does all of the tasks, though some throw; then throws the first error, with the others as its causes. */
export function doAll(tasks: readonly (() => void)[]): void {
  let first: { error: unknown } | undefined;
  for (const task of tasks) {
    try {
      task();
    } catch (error) {
      if (first) addCause(first.error, error);
      else first = { error };
    }
  }
  if (first) throw first.error;
}
