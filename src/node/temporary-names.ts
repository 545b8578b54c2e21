import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { processWide } from '../process';

/** Age by which a file of another machine is nobody's: its process can't be asked. */
const OLD_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Names of this thread that are in use, whichever copy of gan-core gave them. */
const inUse = () => processWide('temporary-checkpoints', () => new Set<string>());

/** Name of this machine, without what a file's name can't have. */
const machine = hostname().replace(/[^\w.]/g, '_');

/**
 * Gives a file a name that nobody else has, by which others can tell whose it is. Its dot keeps it out of lists.
 *
 * @param begin - the name's beginning
 * @returns the name, and what to call once the file is renamed or removed
 */
export function temporaryName(begin: string): { readonly name: string; readonly release: () => void } {
  const unique = randomBytes(6).toString('hex');
  const name = `.${begin}.${machine}-${process.pid}-${threadId}-${unique}.tmp`;
  inUse().add(name);
  return { name, release: () => inUse().delete(name) };
}

/**
 * Whether a file is what a killed process left: its process has ended, or it is this one and doesn't know the file. Of another
 * machine (the folder may be shared), or another thread, it is left alone for a day after it was written last.
 *
 * @param name - the file's name
 * @param writtenAt - asked only where that decides: when it was written last, in ms
 */
export async function isLeftover(name: string, writtenAt: () => Promise<number>): Promise<boolean> {
  const parts = /^\.step-\d+\.(.+)-(\d+)-(\d+)-[0-9a-f]{12}\.tmp$/.exec(name);
  if (!parts || inUse().has(name)) return false;
  const [, host, id, thread] = parts;
  const own = host === machine && Number(id) === process.pid && Number(thread) === threadId;
  if (own || (host === machine && !isAlive(Number(id)))) return true;
  return Date.now() - (await writtenAt()) > OLD_MILLISECONDS;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0); // asks only
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
