import { type ChildProcess, spawn } from 'node:child_process';

interface CommandOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
}

const LIMIT_MILLISECONDS = 300_000;

/**
 * Runs a program to its end.
 *
 * @returns what it printed, on stdout and stderr together
 * @throws an Error with all that it printed where it fails or takes too long
 */
export function command(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const child = start(program, args, options);
  const printed = collect(child);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => kill(child), LIMIT_MILLISECONDS);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const text = printed.join('');
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}:\n${text}`));
    });
  });
}

/**
 * Runs a server for as long as a piece of work takes.
 *
 * @param ready - what it prints once it answers
 * @param work - the work; the server and whatever it started end with it
 */
export async function withServer<T>(
  program: string,
  args: readonly string[],
  options: CommandOptions,
  ready: RegExp,
  work: () => Promise<T>,
): Promise<T> {
  const child = start(program, args, options);
  const printed = collect(child);
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error(`${program} ${args.join(' ')} isn't ready:\n${printed.join('')}`));
      const timer = setTimeout(fail, 60_000);
      child.on('exit', fail);
      child.on('error', reject);
      child.stdout?.on('data', () => {
        if (!ready.test(printed.join(''))) return;
        clearTimeout(timer);
        resolve();
      });
    });
    return await work();
  } finally {
    kill(child);
  }
}

/** A process group of its own, so that what it starts ends with it. */
function start(program: string, args: readonly string[], { cwd, env }: CommandOptions): ChildProcess {
  // What `npm run` hands on of the repository's .npmrc is no setting of a user's.
  // Nor is a CI's word that it is one: where it stands, Parcel installs nothing by itself.
  const { npm_config_engine_strict: _strict, CI: _ci, ...inherited } = process.env;
  // NO_COLOR: what is searched for must not be cut by control characters.
  const quiet = { NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  return spawn(program, args, {
    cwd,
    env: { ...inherited, ...quiet, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(child: ChildProcess): string[] {
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  return printed;
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}
