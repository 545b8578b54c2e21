/** A number of seconds as people say it: `45 s`, `1 min 20 s`, `2 h 5 min`. */
export function readableTime(seconds: number): string {
  // Rounded before it is taken apart, or 119.7 s would read as 1 min 60 s.
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60)
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
