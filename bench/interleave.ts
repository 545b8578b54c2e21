/** Something to time: `steps` of it, however it does them. */
export interface Contestant {
  readonly name: string;
  /** Gives what a step took, in milliseconds, where that is known better than from outside: in another process, say. */
  run(steps: number): Promise<Partial<StepTime> | undefined> | Promise<void>;
  /** Frees what it holds, once it is timed. */
  dispose?(): void;
}

/** Milliseconds: by the clock, and of CPU time, which other work on the machine disturbs less. */
export interface StepTime {
  readonly clock: number;
  readonly cpu: number;
}

/** What a step took in each round. */
export interface Times {
  readonly clock: number[];
  readonly cpu: number[];
}

/** How long to time: so many rounds, and in each about so many milliseconds for each contestant, but a step at least. */
export interface Rounds {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Times them all in turns, so that a slow minute of the machine slows them all. */
export async function interleave(
  contestants: readonly Contestant[],
  { rounds, milliseconds }: Rounds,
): Promise<Map<string, Times>> {
  const stepsOf = new Map<Contestant, number>();
  for (const contestant of contestants) stepsOf.set(contestant, await warmUp(contestant, milliseconds));
  const times = new Map(contestants.map(({ name }) => [name, { clock: [], cpu: [] } as Times]));
  for (let round = 0; round < rounds; round++) {
    for (const [contestant, steps] of stepsOf) {
      const { clock, cpu } = await timeSteps(contestant, steps);
      times.get(contestant.name)!.clock.push(clock);
      times.get(contestant.name)!.cpu.push(cpu);
    }
  }
  for (const contestant of contestants) contestant.dispose?.();
  return times;
}

/** Runs it until it is at its speed; gives how many steps fit in the time. */
async function warmUp(contestant: Contestant, milliseconds: number): Promise<number> {
  const stepsIn = ({ clock }: StepTime) => Math.max(1, Math.round(milliseconds / clock));
  await contestant.run(1);
  const steps = stepsIn(await timeSteps(contestant, 1));
  return steps === 1 ? 1 : stepsIn(await timeSteps(contestant, steps));
}

/** What a step takes, as the mean of some. */
export async function timeSteps(contestant: Contestant, steps: number): Promise<StepTime> {
  const [start, usage] = [performance.now(), process.cpuUsage()];
  const elsewhere = await contestant.run(steps);
  const { user, system } = process.cpuUsage(usage);
  return {
    clock: (performance.now() - start) / steps,
    cpu: (user + system) / 1000 / steps,
    ...elsewhere,
  };
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
