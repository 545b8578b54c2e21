import { type Pauses, signalOf } from './pauses';

/**
 * What a user's own work gives, or the signal's reason as soon as it is aborted: the work may never answer.
 *
 * @param work - what was begun
 * @param pauses - of the computation that waits for it
 * @throws what the work throws, or the signal's reason
 */
export async function orAborted<T>(work: T | PromiseLike<T>, pauses: Pauses): Promise<T> {
  const signal = signalOf(pauses);
  if (!signal) return work;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
