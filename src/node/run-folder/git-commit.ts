import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Finds the commit that is checked out, by the files of git's own folder: git need not be installed. Whether files were changed
 * since isn't looked at.
 *
 * @param from - a folder in the checkout
 * @returns the commit's hash, or undefined where there is no checkout, or no commit yet
 */
export function gitCommit(from: string): string | undefined {
  try {
    const folder = gitFolder(from);
    if (folder === undefined) return undefined;
    const head = read(join(folder, 'HEAD'));
    const [, reference] = /^ref: (.+)$/.exec(head ?? '') ?? [];
    const hash = reference === undefined ? head : resolved(reference, folder);
    return hash !== undefined && /^[0-9a-f]{40,64}$/.test(hash) ? hash : undefined;
  } catch {
    return undefined; // what can't be read tells nothing
  }
}

/** The folder `.git`, or the one that a file of that name points to, as in a worktree. */
function gitFolder(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, '.git');
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return path;
    const [, target] = /^gitdir: (.+)$/m.exec((stat && read(path)) ?? '') ?? [];
    if (target !== undefined) return resolve(folder, target);
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The hash that a branch stands for: a file of its own, or a line of the packed ones. A worktree's branches lie in the main
 * folder.
 */
function resolved(reference: string, folder: string): string | undefined {
  const common = read(join(folder, 'commondir'));
  for (const place of [folder, ...(common === undefined ? [] : [resolve(folder, common)])]) {
    const own = read(join(place, reference));
    if (own !== undefined) return own;
    const packed = read(join(place, 'packed-refs'))?.split('\n') ?? [];
    const line = packed.find((each) => each.endsWith(` ${reference}`));
    if (line !== undefined) return line.split(' ')[0];
  }
  return undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
