import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../../../src/node/usage-error';
import { packageNameOf } from './package-name';

/** Where a project goes, and what it is called. */
export interface Target {
  readonly path: string;
  /** The npm package's: the folder's own name, or one near it that npm takes. */
  readonly name: string;
}

/** Entries of a folder that are shown of those in the way. */
const SHOWN = 5;

/**
 * Checks, without writing anything, that a project can be made in a folder.
 *
 * @param folder - as it was typed
 * @param from - the folder that it is seen from
 * @param force - whether it may hold something
 * @throws UsageError for a folder that holds something, and a place that can't be written to
 */
export function checkTarget(folder: string, from: string, force: boolean): Target {
  const path = resolve(from, folder);
  checkPlace(path, folder);
  if (existsSync(path) && !force) checkEmpty(path, folder);
  return { path, name: packageNameOf(basename(path)) };
}

/** The folder, or the nearest above that there is, must be one that can be written to. */
function checkPlace(path: string, typed: string): void {
  let nearest = path;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory())
    throw new UsageError(`${typed}: ${nearest} is a file; expected a folder, or nothing yet.`);
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    throw new UsageError(`${typed}: ${nearest} can't be written to; expected a folder of your own.`);
  }
}

/** A repository that was begun before its files is as good as empty. */
function checkEmpty(path: string, typed: string): void {
  const entries = readdirSync(path)
    .filter((name) => name !== '.git')
    .sort();
  if (entries.length === 0) return;
  const others = entries.length - SHOWN;
  const shown = entries.slice(0, SHOWN).join(', ') + (others > 0 ? ` and ${others} more` : '');
  throw new UsageError(
    `${typed}: holds ${shown}; expected an empty folder. Take another one, or --force: it replaces files of the template's names, and leaves the others.`,
  );
}
