import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { GameSize } from './games';
import type { Contestant } from './interleave';

/** What a process is asked for. */
export interface ProcessTask {
  readonly game: GameSize;
  readonly r1: boolean;
  readonly steps: number;
}

/**
 * The machine's ceiling: so many processes that know nothing of each other train the same game at once, each on one thread. A step's
 * time is the clock's, by all the steps that they take together: no way of sharing one training's work among cores can be faster.
 */
export function severalProcesses(
  name: string,
  count: number,
  game: GameSize,
  { r1 = false } = {},
): Contestant {
  const script = fileURLToPath(new URL('./process-of-several.ts', import.meta.url));
  const children: ChildProcess[] = [];
  return {
    name,
    async run(steps) {
      while (children.length < count)
        children.push(fork(script, { execArgv: ['--import', 'tsx'], stdio: 'ignore' }));
      const each = Math.max(1, Math.round(steps / count));
      const answers = await Promise.all(
        children.map(async (child) => {
          child.send({ game, r1, steps: each } satisfies ProcessTask);
          const [time] = (await once(child, 'message')) as [{ clock: number; cpu: number }];
          return time;
        }),
      );
      const total = (pick: (time: { clock: number; cpu: number }) => number) =>
        answers.reduce((sum, answer) => sum + pick(answer), 0);
      // The mean time of a process's step, in which all of them take one.
      return { clock: total(({ clock }) => clock) / count ** 2, cpu: total(({ cpu }) => cpu) / count };
    },
    dispose() {
      for (const child of children) child.kill();
    },
  };
}
