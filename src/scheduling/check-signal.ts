import { ArgumentError, describeValue } from '../errors';

/**
 * Refuses what can't abort anything.
 *
 * @param signal - what came
 * @throws ArgumentError naming `signal`
 */
export function checkSignal(signal: AbortSignal | undefined): void {
  // Of another realm (a frame, a test's page) it isn't an instance of this one's AbortSignal.
  if (signal === undefined || signal === null || isSignal(signal)) return;
  const isController = isSignal((signal as { signal?: AbortSignal }).signal);
  const expected = isController ? "that controller's `signal`: pass controller.signal" : 'an AbortSignal';
  throw new ArgumentError('signal', `got ${describeValue(signal)}; expected ${expected}.`);
}

function isSignal(value: AbortSignal | undefined): boolean {
  return typeof value?.aborted === 'boolean' && typeof value.addEventListener === 'function';
}
