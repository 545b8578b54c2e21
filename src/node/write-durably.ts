import { dirname, join, resolve } from 'node:path';
import { type FileSystem, hasCode, type OpenFile, syncFolder } from './file-system';
import { isLeftover, temporaryName } from './temporary-names';

/**
 * Writes a file whole or not at all, whenever the process is killed or the power fails: under another name in the same folder, on
 * the disk before it gets its own name, and that name on the disk before the promise resolves.
 *
 * @param folder - where it comes
 * @param name - its name; a file of that name is replaced
 * @param chunks - what it holds
 * @param fileSystem - where the folder is
 */
export async function writeDurably(
  folder: string,
  name: string,
  chunks: readonly Uint8Array[],
  fileSystem: FileSystem,
): Promise<void> {
  const temporary = temporaryName(name.replace(/\.\w+$/, ''));
  const path = join(folder, temporary.name);
  try {
    await writeAndSync(await fileSystem.open(path, 'wx'), chunks);
    await fileSystem.rename(path, join(folder, name));
  } catch (error) {
    await fileSystem.unlink(path).catch(() => undefined); // it may not be there
    throw error;
  } finally {
    temporary.release();
  }
  await syncFolder(folder, fileSystem);
}

async function writeAndSync(file: OpenFile, chunks: readonly Uint8Array[]): Promise<void> {
  try {
    for (const chunk of chunks) await writeAll(file, chunk);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  await file.close();
}

async function writeAll(file: OpenFile, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at);
    if (bytesWritten <= 0) throw new Error(`the file system took ${at} of ${chunk.length} bytes.`);
    at += bytesWritten;
  }
}

/**
 * Makes a folder so that it can't get lost: its name is on the disk, and so are the names of those above it.
 *
 * @param path - the folder
 * @param fileSystem - where it is
 */
export async function makeFolder(path: string, fileSystem: FileSystem): Promise<void> {
  const folder = resolve(path);
  const first = await fileSystem.mkdir(folder, { recursive: true });
  let isNew = first !== undefined;
  // Those that were there may be new all the same, of a process that was killed before it came this far.
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    try {
      await syncFolder(dirname(at), fileSystem);
    } catch (error) {
      if (isNew || !hasCode(error, 'EACCES', 'EPERM')) throw error; // what others own may not be asked for
    }
    if (isNew && at === resolve(first!)) isNew = false;
  }
}

/**
 * Removes what killed processes left of files that they wrote. What can't be removed stays: it does no harm but take room.
 *
 * @param folder - where they may be
 * @param fileSystem - where the folder is
 */
export async function removeLeftovers(folder: string, fileSystem: FileSystem): Promise<void> {
  try {
    for (const name of await fileSystem.readdir(folder)) {
      const path = join(folder, name);
      const left = await isLeftover(name, () => writtenAt(path, fileSystem));
      if (left) await fileSystem.unlink(path);
    }
  } catch {
    // Another store may have removed it meanwhile; the next write tries again.
  }
}

async function writtenAt(path: string, fileSystem: FileSystem): Promise<number> {
  const file = await fileSystem.open(path, 'r');
  try {
    return (await file.stat()).mtimeMs;
  } finally {
    await file.close();
  }
}
