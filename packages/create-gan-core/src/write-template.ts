import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UsageError } from '../../../src/node/usage-error';
import type { Target } from './check-target';
import type { Template } from './template';

/** Folders that building or installing leaves behind, in a clone of the repository. */
const leftOvers = new Set(['node_modules', 'dist', 'out', '.next']);

/**
 * Writes a template's files into a folder.
 *
 * @param source - the folder of the templates
 * @param target - where, and the name for its package.json
 */
export function writeTemplate(source: string, { name: template }: Template, { path, name }: Target): void {
  // All is read before anything is written.
  const files = filesOf(join(source, template)).map((file) => ({
    file,
    content: readFileSync(join(source, template, file)),
  }));
  // npm leaves .gitignore out of tarballs, so it comes under another name.
  const placeOf = (file: string) => join(path, file === '_gitignore' ? '.gitignore' : file);
  for (const { file } of files) checkReplaceable(path, placeOf(file));
  for (const { file, content } of files) {
    const to = placeOf(file);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file === 'package.json' ? named(content.toString(), name) : content);
  }
}

/** Refuses to write through a link, or where a folder stands in place of a file or a file in place of a folder. */
function checkReplaceable(folder: string, to: string): void {
  const parts = relative(folder, to).split(sep);
  for (let count = 1; count <= parts.length; count++) {
    const place = join(folder, ...parts.slice(0, count));
    const there = lstatSync(place, { throwIfNoEntry: false });
    if (!there) return;
    const isFile = count === parts.length;
    if (isFile ? there.isFile() : there.isDirectory()) continue;
    const what = there.isSymbolicLink() ? 'a link' : 'something else';
    throw new UsageError(
      `${place} is ${what}; expected ${isFile ? 'a file' : 'a folder'}, or nothing yet. Nothing was written.`,
    );
  }
}

/** The files of a folder and of those within, by their paths from it. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !leftOvers.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesOf(join(folder, entry.name)).map((file) => join(entry.name, file))
        : [entry.name],
    );
}

function named(manifest: string, name: string): string {
  return `${JSON.stringify({ ...JSON.parse(manifest), name }, undefined, 2)}\n`;
}
