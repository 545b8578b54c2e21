import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { UsageError } from '../usage-error';
import type { NumberArray } from './number-array';
import { listFolder, type PictureFolder } from './picture-folder';
import { readCsv } from './read-csv';
import { readNpy } from './read-npy';

/** Content of a path: an array of numbers, or pictures. */
export type Opened =
  | { readonly path: string; readonly array: NumberArray }
  | { readonly path: string; readonly folder: PictureFolder };

const EXPECTED = 'expected a .npy, a .csv or a folder of PNG and JPEG pictures';

/**
 * Opens a file or folder by what it is and how its name ends.
 *
 * @throws UsageError naming the path
 */
export async function openSamples(path: string): Promise<Opened> {
  const status = await stat(path).catch((cause) => {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `can't be opened (${code})`;
    throw new UsageError(`${path}: ${why}; ${EXPECTED}.`, { cause });
  });
  if (status.isDirectory()) return { path, folder: listFolder(path) };
  const ending = extname(path).toLowerCase();
  if (ending === '.npy') return { path, array: readNpy(await read(path), path) };
  if (ending === '.csv' || ending === '.tsv' || ending === '.txt')
    return { path, array: readCsv((await read(path)).toString('utf8'), path) };
  if (ending === '.npz')
    throw new UsageError(
      `${path}: holds several arrays; ${EXPECTED}. Save the one: np.save(file, npz['key']).`,
    );
  throw new UsageError(`${path}: ends in '${ending}'; ${EXPECTED}.`);
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ERR_FS_FILE_TOO_LARGE' ? 'is larger than 2 GB' : `can't be read (${code})`;
    throw new UsageError(`${path}: ${why}; expected a smaller file: fewer samples, or float32.`, { cause });
  }
}
