import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  for (const { file, content } of files) {
    // npm leaves .gitignore out of tarballs, so it comes under another name.
    const to = join(path, file === '_gitignore' ? '.gitignore' : file);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file === 'package.json' ? named(content.toString(), name) : content);
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
