import { join } from 'node:path';
import {
  type CheckpointPlace,
  type CheckpointStore,
  checkpointStore,
  describeCheckpoint,
  type RetentionOptions,
  type StoredCheckpoint,
} from '../checkpoints';
import { CheckpointError, checkMembers, refuseUnknownKeys, refuseUnless } from '../errors';
import { type FileSystem, hasCode, type OpenFile } from './file-system';
import { nodeFileSystem } from './node-file-system';
import { makeFolder, removeLeftovers, writeDurably } from './write-durably';

/** Options of {@link fileStore}. */
export interface FileStoreOptions extends RetentionOptions {
  /** File system to write to. Default `node:fs/promises`. */
  readonly fileSystem?: FileSystem;
}

/** Bytes at a file's beginning that hold any header. */
const BEGINNING = 2 ** 20 + 8;

/**
 * Keeps checkpoints as files of a folder: `step-000000500.safetensors`. Each is written under another name, and gets its own once
 * all of it is on the disk (fsync); the folder too is synchronized before an older file is removed. So a process that is killed at any moment,
 * and a machine that loses power, leaves the last checkpoint that was stored.
 *
 * The folder is made with the first checkpoint. Of files that a killed process didn't finish the next write removes those of
 * processes of this machine that have ended, and of other machines those a day old. Two stores may use one folder, in two processes too,
 * as long as they are of one run. On Windows, which can't synchronize a folder, a power failure may cost the last checkpoint; the one before it is there.
 *
 * @param folder - path of the folder
 * @param options - `keep`: how many of the newest stay, by default 2; `best`: how many of the best-scored ones stay beside them,
 * by default 1; `fileSystem`: by default Node's own
 * @returns the store
 * @throws ArgumentError if the path is empty, or an option isn't as it should be
 *
 * @example
 * ```ts
 * import { mkdtempSync, readdirSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { encodeCheckpoint } from 'gan-core/checkpoints';
 * import { fileStore } from 'gan-core/node';
 * const folder = mkdtempSync(join(tmpdir(), 'run-'));
 * const store = fileStore(folder, { keep: 1 });
 * for (const step of [100, 200])
 *   await store.write(await encodeCheckpoint({ step, tensors: {}, state: { seed: 1 } }));
 * console.log(readdirSync(folder)); // → [ 'step-000000200.safetensors' ]
 * ```
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): CheckpointStore {
  const isPath = typeof folder === 'string' && folder !== '' && !folder.includes('\0');
  refuseUnless(isPath, 'folder', folder, 'the path of a folder');
  refuseUnknownKeys(options, ['keep', 'best', 'fileSystem']);
  const { fileSystem = nodeFileSystem, ...retention } = options;
  checkMembers('fileSystem', fileSystem, {
    expected: 'functions as of node:fs/promises: mkdir, readdir, open, rename and unlink',
    functions: ['mkdir', 'readdir', 'open', 'rename', 'unlink'],
  });
  return checkpointStore(placeOf(folder, fileSystem), retention);
}

function placeOf(folder: string, fileSystem: FileSystem): CheckpointPlace {
  let made = false;
  return {
    list: () => listFiles(folder, fileSystem),
    read: (step) => readFile(join(folder, fileName(step)), fileSystem),
    async write({ step, chunks }) {
      if (!made) await makeFolder(folder, fileSystem);
      made = true;
      await removeLeftovers(folder, fileSystem);
      await writeDurably(folder, fileName(step), chunks, fileSystem);
    },
    async remove(steps) {
      for (const step of steps) await orGone(fileSystem.unlink(join(folder, fileName(step))));
    },
  };
}

function fileName(step: number): string {
  return `step-${String(step).padStart(9, '0')}.safetensors`;
}

/** Lists the checkpoints of a folder; of a damaged one only the step is known. */
async function listFiles(folder: string, fileSystem: FileSystem): Promise<StoredCheckpoint[]> {
  const names = (await orGone(fileSystem.readdir(folder))) ?? [];
  const listed: StoredCheckpoint[] = [];
  for (const name of names) {
    const step = Number(/^step-(\d+)\.safetensors$/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isSafeInteger(step) || fileName(step) !== name) continue;
    const described = await withFile(join(folder, name), fileSystem, (file) => describe(file, step));
    if (described) listed.push(described);
  }
  return listed;
}

async function describe(file: OpenFile, step: number): Promise<StoredCheckpoint> {
  const { size } = await file.stat();
  const beginning = await readFrom(file, 0, Math.min(size, BEGINNING));
  try {
    const described = describeCheckpoint(beginning, size);
    return described.step === step ? described : { step };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return { step };
  }
}

/** Reads a checkpoint; what isn't one is refused before room is made for all of it. */
function readFile(path: string, fileSystem: FileSystem): Promise<Uint8Array | undefined> {
  return withFile(path, fileSystem, async (file) => {
    const { size } = await file.stat();
    try {
      describeCheckpoint(await readFrom(file, 0, Math.min(size, BEGINNING)), size);
    } catch (cause) {
      if (!(cause instanceof CheckpointError)) throw cause;
      throw new CheckpointError(`${path}: ${cause.message}`, { cause });
    }
    return readFrom(file, 0, size);
  });
}

async function readFrom(file: OpenFile, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at);
    if (bytesRead <= 0) return bytes.subarray(0, at); // it has become shorter
    at += bytesRead;
  }
  return bytes;
}

/** Opens a file and closes it again; undefined if there is none. */
async function withFile<T>(
  path: string,
  fileSystem: FileSystem,
  use: (file: OpenFile) => Promise<T>,
): Promise<T | undefined> {
  const file = await orGone(fileSystem.open(path, 'r'));
  if (!file) return undefined;
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function orGone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
