import { type Dirent, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ArgumentError } from '../errors';

/** A picture's file. */
export interface PictureFile {
  /** Path from where the process is. */
  readonly file: string;
  /** The folder within the one that was listed, where folders are classes. */
  readonly className?: string;
}

/**
 * Lists the pictures of a folder and the folders in it, sorted by code units, so the same on every machine. Names that begin with a
 * dot are passed over, links to folders too.
 *
 * @param path - the folder
 * @param extensions - those of pictures, in lower case, with their dots
 * @param byFolder - whether each folder in it is a class; then every one must have a picture, and none may lie outside
 */
export function listPictures(path: string, extensions: readonly string[], byFolder: boolean): PictureFile[] {
  const entries = read(path);
  const isPicture = (name: string) => extensions.includes(extname(name).toLowerCase());
  if (!byFolder) return orNone(within(path, entries, isPicture), path, extensions).map((file) => ({ file }));
  const beside = entries.find((entry) => entry.isFile() && isPicture(entry.name));
  if (beside)
    throw new ArgumentError(
      'path',
      `${path} has pictures beside its folders, ${beside.name} say; with labelsFromFolders each picture lies in the folder of its class.`,
    );
  const classes = entries.filter((entry) => entry.isDirectory());
  if (classes.length === 0)
    throw new ArgumentError(
      'path',
      `${path} has no folders; with labelsFromFolders each of them is a class.`,
    );
  return classes.flatMap(({ name }) => {
    const folder = join(path, name);
    const files = orNone(within(folder, read(folder), isPicture), folder, extensions);
    return files.map((file) => ({ file, className: name }));
  });
}

function orNone(files: readonly string[], path: string, extensions: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  throw new ArgumentError(
    'path',
    `${path} has no picture; expected files that end in ${extensions.join(', ')}.`,
  );
}

function within(path: string, entries: readonly Dirent[], isPicture: (name: string) => boolean): string[] {
  return entries.flatMap((entry) => {
    const file = join(path, entry.name);
    if (entry.isDirectory()) return within(file, read(file), isPicture);
    const isFile =
      entry.isFile() || (entry.isSymbolicLink() && statSync(file, { throwIfNoEntry: false })?.isFile());
    return isFile && isPicture(entry.name) ? [file] : [];
  });
}

function read(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ArgumentError('path', `can't list ${path} (${code}); expected a folder of pictures.`, {
      cause,
    });
  }
}
