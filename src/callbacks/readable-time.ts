import { checkNumber, nonNegative } from '../errors';

/**
 * Writes a number of seconds as people say it.
 *
 * @param seconds - a finite number, at least 0
 * @returns `45 s`, `1 min 20 s`, `2 h 5 min`
 * @throws ArgumentError for anything else
 *
 * @example
 * ```ts
 * import { readableTime } from 'gan-core/callbacks';
 * console.log(readableTime(80)); // → 1 min 20 s
 * ```
 */
export function readableTime(seconds: number): string {
  checkNumber('seconds', seconds, nonNegative);
  // Rounded before it is taken apart, or 119.7 s would read as 1 min 60 s.
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return inTwo(whole, 'min', 's');
  return inTwo(Math.round(whole / 60), 'h', 'min');
}

/** A count of small units as large ones, of 60 each, and what is left over. */
function inTwo(count: number, large: string, small: string): string {
  const rest = count % 60;
  return `${Math.floor(count / 60)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}
