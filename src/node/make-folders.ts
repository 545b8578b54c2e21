import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hasCode } from './file-system';

/**
 * Makes a folder with those above it, one by one. Node's own `recursive` tries for ever where a folder is there but takes no others: in `/proc`,
 * or behind a link that leads nowhere.
 *
 * @param path - the folder
 * @returns the first that wasn't there; undefined where all were
 * @throws Node's error, where one can't be made
 */
export async function makeFolders(path: string): Promise<string | undefined> {
  const folder = resolve(path);
  const above = dirname(folder);
  try {
    return await made(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || above === folder) throw error;
  }
  const first = await makeFolders(above);
  // The one above is there now: where it still isn't found, none can be made in it.
  const last = await made(folder);
  return first ?? last;
}

/** Makes one folder, and gives its path; undefined where it is there. */
async function made(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const status = await stat(folder).catch(() => undefined);
    if (status?.isDirectory()) return undefined;
    throw error;
  }
}
