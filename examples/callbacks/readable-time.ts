/** A number of seconds as people say it: `45 s`, `1 min 20 s`, `2 h 5 min`. */
export function readableTime(seconds: number): string {
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
