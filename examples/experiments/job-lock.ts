import { mkdir, readdir, readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** How a lock is kept and given up. */
export interface LockTimes {
  /** Milliseconds from one sign of life to the next. */
  readonly heartbeatMs: number;
  /** Age of the last sign of life from which on the owner counts as dead: far longer than the longest step. */
  readonly staleMs: number;
}

export const usualLockTimes: LockTimes = { heartbeatMs: 5_000, staleMs: 60_000 };

/** A job that is this process's own. */
export interface JobLock {
  /** Aborted where another process took the job over: this one was silent for too long. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Makes a job this process's own; undefined where another one, living, has it.
 *
 * A lock is a file `NAME.lock-0`, made in a way that fails where it exists; its time is the owner's last sign of life. Nobody removes
 * another's lock before its own is there: who takes over a stale `NAME.lock-0` makes `NAME.lock-1`. So of several who see the
 * same stale lock one succeeds, and an owner that wakes up again sees that there is a later lock than its own.
 */
export async function lockJob(
  folder: string,
  name: string,
  { heartbeatMs, staleMs }: LockTimes = usualLockTimes,
): Promise<JobLock | undefined> {
  await mkdir(folder, { recursive: true });
  const before = await locksOf(folder, name);
  for (const lock of before) if (!(await isStale(join(folder, lock.file), staleMs))) return undefined;
  const own = { file: '', number: (before.at(-1)?.number ?? -1) + 1 };
  own.file = `${name}.lock-${own.number}`;
  const path = join(folder, own.file);
  const content = JSON.stringify({ machine: hostname(), process: process.pid });
  try {
    await writeFile(path, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  const known = new Set([own.file, ...before.map(({ file }) => file)]);
  if ((await locksOf(folder, name)).some(({ file }) => !known.has(file))) {
    await removed(path); // another one began anew meanwhile
    return undefined;
  }
  for (const { file } of before) await removed(join(folder, file));
  return keepAlive(folder, name, own, heartbeatMs);
}

function keepAlive(folder: string, name: string, own: Lock, heartbeatMs: number): JobLock {
  const path = join(folder, own.file);
  const lost = new AbortController();
  const beat = async () => {
    const now = new Date();
    try {
      await utimes(path, now, now);
      const later = (await locksOf(folder, name)).some(({ number }) => number > own.number);
      if (later) lost.abort(new Error(`Another process took ${name} over.`));
    } catch (error) {
      lost.abort(error);
    }
  };
  const timer = setInterval(() => void beat(), heartbeatMs);
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await removed(path);
    },
  };
}

interface Lock {
  readonly file: string;
  readonly number: number;
}

/** The locks of a job, the latest last. */
async function locksOf(folder: string, name: string): Promise<Lock[]> {
  const begin = `${name}.lock-`;
  return (await readdir(folder))
    .filter((file) => file.startsWith(begin))
    .map((file) => ({ file, number: Number(file.slice(begin.length)) }))
    .sort((a, b) => a.number - b.number);
}

/** Whether the owner is dead: ended on this machine, or silent for too long. */
async function isStale(path: string, staleMs: number): Promise<boolean> {
  try {
    const { machine, process: id } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    if (machine === hostname() && !isRunning(Number(id))) return true;
  } catch {
    // Just made and not yet written, or just removed: its time decides.
  }
  try {
    return Date.now() - (await stat(path)).mtimeMs > staleMs;
  } catch {
    return true;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0); // asks only
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function removed(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}
