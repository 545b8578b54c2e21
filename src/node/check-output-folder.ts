import { accessSync, constants, existsSync, lstatSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error';

/** Gives the folder's full path, once it is known that files can be written there. It isn't made yet. */
export function checkOutputFolder(typed: string, current: string): string {
  const folder = resolve(current, typed);
  let existing = folder;
  while (!isThere(existing) && existing !== dirname(existing)) existing = dirname(existing);
  if (existsSync(existing) && !statSync(existing).isDirectory())
    throw new UsageError(`--out: got '${typed}'; expected a folder, but ${existing} is a file.`);
  try {
    accessSync(existing, constants.W_OK);
    // Some, as /proc, take no folders whatever their permissions say.
    rmdirSync(mkdtempSync(join(existing, '.gan-core-')));
  } catch {
    throw new UsageError(
      `--out: got '${typed}'; expected a folder to write in, but ${existing} can't be written.`,
    );
  }
  return folder;
}

/** Whether there is a file, a folder or a link, which may lead nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}
