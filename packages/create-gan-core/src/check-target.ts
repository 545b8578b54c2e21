import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import validate from 'validate-npm-package-name';
import { UsageError } from '../../../src/node/usage-error';

/** Where a project goes, and what it is called. */
export interface Target {
  readonly path: string;
  /** The folder's own name: that of the npm package. */
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
 * @throws UsageError for a name that npm refuses, a folder that holds something, and a place that can't be written to
 */
export function checkTarget(folder: string, from: string, force: boolean): Target {
  const path = resolve(from, folder);
  const name = basename(path);
  checkName(name);
  checkPlace(path, folder);
  if (existsSync(path) && !force) checkEmpty(path, folder);
  return { path, name };
}

/** What npm says against a package's name. */
function checkName(name: string): void {
  const { validForNewPackages, errors = [], warnings = [] } = validate(name);
  if (validForNewPackages) return;
  const allowed = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  const advice = validate(allowed).validForNewPackages ? `, ${allowed} for example` : ', my-gan for example';
  throw new UsageError(
    `folder: got '${name}', which npm refuses for a package: ${[...errors, ...warnings].join('; ')}. Take another name${advice}.`,
  );
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
