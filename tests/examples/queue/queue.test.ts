import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRandom } from 'gan-core/random';
import { afterAll, beforeAll, expect, it } from 'vitest';

const kills = 10;
const folder = mkdtempSync(join(tmpdir(), 'gan-core-queue-'));
const socket = join(folder, 'redis.sock');
const programs = fileURLToPath(new URL('./programs', import.meta.url));
const program = join(programs, 'queue-child.mjs');
/** What is started here, and ended at the end whatever comes. */
const children = new Set<ChildProcess>();

// CI installs it, so there a missing one is an error.
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const withRedis = hasRedis || process.env.CI !== undefined;
if (!withRedis) console.warn('No redis-server on the PATH: the test of the queue is left out.');

beforeAll(async () => {
  // Beside the sources, so that it finds gan-core, as built.
  await build({
    entryPoints: [fileURLToPath(new URL('./queue-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: '{}',
  });
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const each of [folder, programs]) rmSync(each, { recursive: true, force: true });
});

/** Starts a program, and keeps what it prints, line by line. */
function start(command: string, ...args: string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    child.emit('printed');
  });
  return { child, lines };
}
type Process = ReturnType<typeof start>;
const run = (what: string, out = '-') => start(process.execPath, program, what, socket, out);

/** Waits until a process has printed so many lines of a kind. */
async function printed({ child, lines }: Process, pattern: RegExp, count = 1): Promise<void> {
  while (lines.filter((line) => pattern.test(line)).length < count) {
    if (child.exitCode !== null) throw new Error(`it ended before it printed ${pattern}`);
    await Promise.race([once(child, 'printed'), once(child, 'exit')]);
  }
}

async function ended({ child }: Process): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode ?? child.signalCode!;
}

/** Kills a worker some milliseconds after so many checkpoints. */
async function kill(worker: Process, checkpoints: number, after: number): Promise<number | string> {
  await printed(worker, /^checkpoint/, checkpoints);
  await setTimeout(after);
  worker.child.kill('SIGKILL');
  return ended(worker);
}

/** What the jobs found, by their names. */
function results(out: string): Record<string, unknown> {
  const own = join(out, 'small-games');
  const files = readdirSync(own).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(own, file), 'utf8')).result]),
  );
}

it.runIf(withRedis)(
  'after ten kills no job is lost, and each result is that of a run that never was killed',
  {
    timeout: 180_000,
  },
  async () => {
    const redis = start('redis-server', '--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder);
    await printed(redis, /ready to accept connections/i);
    const whole = run('alone', join(folder, 'whole'));
    const producer = run('producer', join(folder, 'killed'));
    expect(await ended(whole)).toBe(0);

    const random = createRandom(1);
    const ends: (number | string)[] = [];
    const workers: Process[] = [];
    const two = () => {
      const started = [run('worker'), run('worker')];
      workers.push(...started);
      return started;
    };
    while (ends.length < kills)
      ends.push(
        ...(await Promise.all(two().map((each) => kill(each, 1 + random.integer(4), 30 * random.next())))),
      );
    two();
    expect(await ended(producer)).toBe(0);

    expect(ends).toEqual(Array(kills).fill('SIGKILL'));
    const [killed, never] = [results(join(folder, 'killed')), results(join(folder, 'whole'))];
    expect(Object.keys(never)).toHaveLength(4);
    expect(killed).toEqual(never);
    const begun = workers.flatMap(({ lines }) =>
      lines.flatMap((line) => {
        const [, name, step] = /^(\w+) from step (\d+)/.exec(line) ?? [];
        return name === undefined ? [] : [{ name, step: Number(step) }];
      }),
    );
    // The job that was given twice ran once.
    const done = workers.flatMap(({ lines }) => lines.filter((line) => / done$/.test(line)));
    expect(new Set(done).size).toBe(done.length);
    // 10 kills of 4 jobs: one of them, at least, lost its worker twice, which BullMQ by itself would call a failure.
    const times = Object.keys(never).map((file) => begun.filter(({ name }) => file === `${name}.json`));
    expect(Math.max(...times.map(({ length }) => length))).toBeGreaterThan(2);
    // Each went on from where it was, and some from a checkpoint.
    for (const each of times) {
      const steps = each.map(({ step }) => step);
      expect(steps[0]).toBe(0);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
    expect(begun.some(({ step }) => step > 0)).toBe(true);
  },
);
