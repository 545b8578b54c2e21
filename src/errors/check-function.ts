import { ArgumentError } from './argument-error';
import { describeValue } from './describe-value';

/**
 * Refuses what can't be called, a class among it: it would throw as soon as it is.
 *
 * @param argument - its name
 * @param value - what came
 * @param expected - what it should be
 * @throws ArgumentError naming `argument`
 */
export function checkFunction(argument: string, value: unknown, expected: string): void {
  if (isFunction(value)) return;
  const came = typeof value === 'function' ? 'a class' : describeValue(value);
  throw new ArgumentError(argument, `got ${came}; expected ${expected}.`);
}

/** Whether a value can be called without `new`. */
export function isFunction(value: unknown): value is (...given: never[]) => unknown {
  if (typeof value !== 'function') return false;
  try {
    return !/^class\b/.test(Function.prototype.toString.call(value));
  } catch {
    return true; // of another realm, or a proxy: it is asked when it is called
  }
}
