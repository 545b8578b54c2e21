import { type Pauses, signalOf } from './pauses';

/** How long work that was told of an abort may take to clean up after itself before it is left, in milliseconds. */
const GRACE = 500;

/**
 * What a user's own work gives, or the signal's reason soon after it is aborted: the work may never answer.
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
