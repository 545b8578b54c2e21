import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { GameSize } from './games';
import type { Contestant } from './interleave';

/** PyTorch in a process of its own. */
export interface PyTorch {
  readonly version: string;
  /** How fast its BLAS multiplies: builds differ by a factor of 15. */
  readonly blas: string;
  /** A game of networks.ts, with R1 in every step or without, on one thread or more. Its times are those of its process. */
  contestant(name: string, game: GameSize, options?: { r1?: boolean; threads?: number }): Contestant;
  stop(): void;
}

/** Has glibc keep large blocks instead of giving them back to the system: each step of the DCGAN would fetch them again, page by page. */
const keepMemory = { MALLOC_MMAP_THRESHOLD_: String(2 ** 25), MALLOC_TRIM_THRESHOLD_: String(2 ** 32) };

/** Starts it, or gives undefined where there is no Python with torch. */
export async function startPyTorch(): Promise<PyTorch | undefined> {
  const python = spawn(process.env.PYTHON ?? 'python3', ['bench/pytorch_step.py'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...keepMemory, ...process.env },
  });
  const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
  const exit = Promise.race([once(python, 'exit'), once(python, 'error')]).then(
    () => undefined,
    () => undefined, // no such program
  );
  const answer = async () => (await Promise.race([lines.next(), exit]))?.value as string | undefined;
  const greeting = await answer();
  if (greeting === undefined) return undefined;
  const [version, blas] = greeting.split('\t') as [string, string];
  return {
    version,
    blas,
    contestant: (name, game, { r1 = false, threads = 1 } = {}) => ({
      name,
      async run(steps) {
        const request = [game.name, game.batchSize, game.width, Number(r1), steps, threads];
        python.stdin.write(`${request.join(' ')}\n`);
        const times = await answer();
        if (times === undefined) throw new Error('PyTorch ended before its time');
        const [clock, cpu] = times.split(' ').map(Number) as [number, number];
        return { clock, cpu };
      },
    }),
    stop: () => python.stdin.end(),
  };
}
