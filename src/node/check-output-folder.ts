import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error';

/** The folder's full path, once it is known that files can be written there. It isn't made yet. */
export function checkOutputFolder(typed: string, current: string): string {
  const folder = resolve(current, typed);
  let existing = folder;
  while (!existsSync(existing) && existing !== dirname(existing)) existing = dirname(existing);
  if (!statSync(existing).isDirectory())
    throw new UsageError(`--out: got '${typed}'; expected a folder, but ${existing} is a file.`);
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    throw new UsageError(
      `--out: got '${typed}'; expected a folder to write in, but ${existing} can't be written.`,
    );
  }
  return folder;
}
