/**
 * Throws a signal's reason, once it is aborted. In place of the signal's own `throwIfAborted`, which the jsdom of Jest 29
 * hasn't.
 */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}
