import { checkSignal } from './check-signal';
import { throwIfAborted } from './throw-if-aborted';
import { yieldToEventLoop } from './yield-to-event-loop';

/** Pauses in a long computation: calls to be made often, which seldom do anything. */
export interface Pauses {
  /** Whether it is time to `await take()`: a cheap question for the inside of a loop. */
  due(): boolean;
  /**
   * Lets other tasks run.
   *
   * @throws the signal's reason, once it is aborted
   */
  take(): Promise<void>;
}

/** Beside the pauses, which a family of a user's own sees. */
const signals = new WeakMap<Pauses, AbortSignal>();

/** Milliseconds that a task may keep the event loop: half of a frame at 60 Hz, so that a page still scrolls. */
const SLICE_MILLISECONDS = 8;

/**
 * Keeps a long computation from blocking its thread, and makes it abortable:
 * `for (…) { if (pauses.due()) await pauses.take(); … }`.
 *
 * @param signal - aborting it makes the next pause throw its reason; so does one that is aborted already, at once
 * @returns the pauses
 */
export function createPauses(signal?: AbortSignal): Pauses {
  checkSignal(signal);
  throwIfAborted(signal);
  let last = performance.now();
  const pauses: Pauses = {
    due: () => performance.now() - last > SLICE_MILLISECONDS,
    async take() {
      await yieldToEventLoop();
      throwIfAborted(signal);
      last = performance.now();
    },
  };
  if (signal) signals.set(pauses, signal);
  return pauses;
}

/** The signal that ends a computation with these pauses, if one does. */
export function signalOf(pauses: Pauses): AbortSignal | undefined {
  return signals.get(pauses);
}
