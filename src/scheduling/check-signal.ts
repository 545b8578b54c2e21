import { ArgumentError, describeValue } from '../errors';

/**
 * Refuses what can't abort anything.
 *
 * @param signal - what came
 * @throws ArgumentError naming `signal`
 */
export function checkSignal(signal: AbortSignal | undefined): void {
  // Of another realm (a frame, a test's page) it isn't an instance of this one's AbortSignal.
  if (signal === undefined || signal === null || typeof signal.throwIfAborted === 'function') return;
  const isController = typeof (signal as { signal?: AbortSignal }).signal?.throwIfAborted === 'function';
  const expected = isController ? "that controller's `signal`: pass controller.signal" : 'an AbortSignal';
  throw new ArgumentError('signal', `got ${describeValue(signal)}; expected ${expected}.`);
}
