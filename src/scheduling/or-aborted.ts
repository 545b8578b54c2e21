import { type Pauses, signalOf } from './pauses';

/** Milliseconds that work may take to clean up after an abort before it is left. */
const GRACE = 500;

/**
 * Waits for a user's own work, and rejects with the signal's reason soon after it is aborted: the work may never answer.
 *
 * @param work - what was begun
 * @param pauses - of the computation that waits for it
 * @throws what the work throws, or the signal's reason
 */
export async function orAborted<T>(work: T | PromiseLike<T>, pauses: Pauses): Promise<T> {
  const signal = signalOf(pauses);
  if (!signal) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    abort = () => {
      timer ??= setTimeout(() => reject(signal.reason), GRACE);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
