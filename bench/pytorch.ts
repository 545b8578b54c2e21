import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** PyTorch on one thread, in a process of its own. */
export interface PyTorch {
  readonly version: string;
  /** How fast its BLAS multiplies: builds differ by a factor of 15. */
  readonly blas: string;
  /** Runs steps of a game of networks.ts; gives the milliseconds of CPU time that each took. */
  run(game: 'perceptrons' | 'dcgan', steps: number): Promise<{ cpu: number }>;
  stop(): void;
}

/** Starts it, or gives undefined where there is no Python with torch. */
export async function startPyTorch(): Promise<PyTorch | undefined> {
  const python = spawn(process.env.PYTHON ?? 'python3', ['bench/pytorch_step.py'], {
    stdio: ['pipe', 'pipe', 'ignore'],
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
    async run(game, steps) {
      python.stdin.write(`${game} ${steps}\n`);
      const milliseconds = await answer();
      if (milliseconds === undefined) throw new Error('PyTorch ended before its time');
      return { cpu: Number(milliseconds) };
    },
    stop: () => python.stdin.end(),
  };
}
