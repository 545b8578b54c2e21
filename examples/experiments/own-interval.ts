import type { Measured } from './digits-result';

/** A metric's own interval, in brackets and with a space before it; nothing where the parts that it is told from all came to the same. */
export function ownInterval({ interval: [low, high] }: Measured, precise: (value: number) => string): string {
  return low < high ? ` [${precise(low)} to ${precise(high)}]` : '';
}
