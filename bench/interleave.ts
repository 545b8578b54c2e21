/** Something to time: `steps` of it, however it does them. */
export interface Contestant {
  readonly name: string;
  /** Gives the CPU milliseconds that a step took, where another process took them. */
  run(steps: number): Promise<number | undefined> | Promise<void>;
}

/** The milliseconds a step of each round: by the clock, and of CPU time, which other work on the machine disturbs less. */
export interface Times {
  readonly clock: number[];
  readonly cpu: number[];
}

/** Times them all in turns, so that a slow minute of the machine slows them all. */
export async function interleave(
  contestants: readonly Contestant[],
  { rounds, steps, warmup }: { rounds: number; steps: number; warmup: number },
): Promise<Map<string, Times>> {
  for (const contestant of contestants) await contestant.run(warmup);
  const times = new Map(contestants.map(({ name }) => [name, { clock: [], cpu: [] } as Times]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contestants) {
      const [start, usage] = [performance.now(), process.cpuUsage()];
      const elsewhere = await run(steps);
      const { user, system } = process.cpuUsage(usage);
      times.get(name)!.clock.push((performance.now() - start) / steps);
      times.get(name)!.cpu.push(elsewhere ?? (user + system) / 1000 / steps);
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

/** The median of the rounds' own ratios. */
export function medianRatio(above: readonly number[], below: readonly number[]): number {
  return median(above.map((value, round) => value / below[round]!));
}
