/** Pauses of some 25 ns each: a millisecond where each thread may have a core, less where two share one. */
const [longSpins, shortSpins] = [40_000, 4_000];

/** Pauses that so many threads take before they sleep. */
export function spinsBeforeSleep(threads: number, cores: number): number {
  return threads <= cores ? longSpins : shortSpins;
}
