/** Something to time: `steps` of it, however it does them. */
export interface Contestant {
  readonly name: string;
  run(steps: number): Promise<void>;
}

/** The median milliseconds a step of each, measured in turns so that a slow minute of the machine slows them all. */
export async function interleave(
  contestants: readonly Contestant[],
  { rounds, steps, warmup }: { rounds: number; steps: number; warmup: number },
): Promise<Map<string, number[]>> {
  for (const contestant of contestants) await contestant.run(warmup);
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contestants) {
      const start = performance.now();
      await run(steps);
      times.get(name)!.push((performance.now() - start) / steps);
    }
  }
  return times;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle - 0.5)]! + sorted[Math.ceil(middle - 0.5)]!) / 2;
}
