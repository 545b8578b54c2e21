import { posix } from 'node:path';
import type { FileSystem, OpenFile } from 'gan-core/node';
import type { Random } from 'gan-core/random';

/** File with what is written, and what of it is on the disk. */
interface File {
  bytes: Uint8Array;
  synced: Uint8Array;
}
/** Folder with its names, those on the disk, and the changes since. */
interface Folder {
  names: Map<string, File | Folder>;
  synced: Map<string, File | Folder>;
  changes: [name: string, entry: File | Folder | undefined][];
}
const isFolder = (entry: File | Folder | undefined): entry is Folder =>
  entry !== undefined && 'names' in entry;
const newFolder = (names = new Map<string, File | Folder>()): Folder => ({
  names,
  synced: new Map(names),
  changes: [],
});

/** Faults of a simulated disk. */
interface Faults {
  /** Number of the call in which the power fails: half of a write is done, anything else done or not. */
  readonly crashAt?: number;
  /** Number of the call that fails once, and how: with a code, or by writing only a part. */
  readonly failAt?: number;
  readonly how?: 'ENOSPC' | 'EACCES' | 'EIO' | 'short write';
  /** Paths for which `sync` does nothing, as if it were left out. */
  readonly ignoresSyncOf?: RegExp;
}

/**
 * File system that loses what wasn't synchronized, when its power fails: bytes of files, and names in folders, each for itself. It
 * counts its calls.
 */
export class SimulatedDisk implements FileSystem {
  calls = 0;
  /** Names of the calls, one a call. */
  readonly log: string[] = [];
  readonly #root: Folder;
  readonly #faults: Faults;
  #isOff = false;

  constructor(faults: Faults = {}, root = newFolder(new Map([['home', newFolder()]]))) {
    this.#faults = faults;
    this.#root = root;
  }

  /** The disk as it is after the power failed, and came again. */
  afterCrash(random: Random): SimulatedDisk {
    return new SimulatedDisk({}, survivorOf(this.#root, random) as Folder);
  }

  mkdir(path: string): Promise<string | undefined> {
    return this.#call('mkdir', () => {
      let folder = this.#root;
      let first: string | undefined;
      let at = '/';
      for (const name of path.split('/').filter(Boolean)) {
        at = posix.join(at, name);
        if (!folder.names.has(name)) {
          first ??= at;
          change(folder, name, newFolder());
        }
        folder = folder.names.get(name) as Folder;
      }
      return first;
    });
  }

  readdir(path: string): Promise<string[]> {
    return this.#call('readdir', () => [...(this.#find(path) as Folder).names.keys()]);
  }

  rename(from: string, to: string): Promise<void> {
    return this.#call('rename', () => {
      const entry = this.#find(from);
      const folder = this.#find(posix.dirname(from)) as Folder;
      change(folder, posix.basename(to), entry);
      change(folder, posix.basename(from), undefined);
    });
  }

  unlink(path: string): Promise<void> {
    return this.#call('unlink', () => {
      this.#find(path);
      change(this.#find(posix.dirname(path)) as Folder, posix.basename(path), undefined);
    });
  }

  open(path: string, flags: 'r' | 'wx'): Promise<OpenFile> {
    return this.#call(`open ${flags}`, () => {
      if (flags === 'r') return this.#opened(path, this.#find(path));
      const file: File = { bytes: new Uint8Array(), synced: new Uint8Array() };
      change(this.#find(posix.dirname(path)) as Folder, posix.basename(path), file);
      return this.#opened(path, file);
    });
  }

  #opened(path: string, entry: File | Folder): OpenFile {
    const file = entry as File;
    return {
      read: (buffer, offset, length, position) =>
        this.#call('read', () => {
          const piece = file.bytes.subarray(position, position + length);
          buffer.set(piece, offset);
          return { bytesRead: piece.length };
        }),
      write: (buffer, offset, length) =>
        this.#call('write', (part) => {
          const bytesWritten = Math.ceil(length * part);
          const piece = buffer.subarray(offset, offset + bytesWritten);
          file.bytes = new Uint8Array(Buffer.concat([file.bytes, piece]));
          return { bytesWritten };
        }),
      stat: () => this.#call('stat', () => ({ size: file.bytes.length, mtimeMs: Date.now() })),
      sync: () => this.#call(isFolder(entry) ? 'sync folder' : 'sync file', () => this.#sync(path, entry)),
      close: () => this.#call('close', () => undefined),
    };
  }

  #sync(path: string, entry: File | Folder): void {
    if (this.#faults.ignoresSyncOf?.test(path)) return;
    if (!isFolder(entry)) {
      entry.synced = entry.bytes;
      return;
    }
    entry.synced = new Map(entry.names);
    entry.changes = [];
  }

  #find(path: string): File | Folder {
    let entry: File | Folder | undefined = this.#root;
    for (const name of path.split('/').filter(Boolean))
      entry = isFolder(entry) ? entry.names.get(name) : undefined;
    if (!entry) throw Object.assign(new Error(`ENOENT: no such file, '${path}'`), { code: 'ENOENT' });
    return entry;
  }

  /** Does one call, or what a fault makes of it; `part`: how much of a write is done. */
  async #call<T>(name: string, work: (part: number) => T): Promise<T> {
    await undefined; // as with a real one, nothing is done yet
    if (this.#isOff) throw new Error('the power is off');
    const number = ++this.calls;
    this.log.push(name);
    const { crashAt, failAt, how } = this.#faults;
    if (number === crashAt) {
      this.#isOff = true;
      work(0.5);
      throw new Error('the power fails');
    }
    if (number !== failAt) return work(1);
    if (how === 'short write') return work(0.5);
    if (name === 'write') work(0.5);
    throw Object.assign(new Error(`${how}: simulated, ${name}`), { code: how });
  }
}

function change(folder: Folder, name: string, entry: File | Folder | undefined): void {
  if (entry) folder.names.set(name, entry);
  else folder.names.delete(name);
  folder.changes.push([name, entry]);
}

/** What is left of a file or folder: what is on the disk for sure, and of the rest whatever chance has it. */
function survivorOf(entry: File | Folder, random: Random): File | Folder {
  const chance = () => random.next() < 0.5;
  if (isFolder(entry)) {
    const names = new Map(entry.synced);
    for (const [name, changed] of entry.changes.filter(chance)) {
      if (changed) names.set(name, changed);
      else names.delete(name);
    }
    return newFolder(new Map([...names].map(([name, child]) => [name, survivorOf(child, random)])));
  }
  if (entry.bytes === entry.synced || chance()) return { bytes: entry.synced, synced: entry.synced };
  // Torn: some bytes came through, the rest are zeros or not there.
  const torn = entry.bytes.slice();
  const length = Math.floor(random.next() * torn.length);
  const bytes = chance() ? torn.fill(0, length) : torn.subarray(0, length);
  return { bytes, synced: bytes };
}
