import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Fields that are read of a package.json. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package that was found. */
export interface InstalledPackage {
  /** Real folder of the package, whatever links lead there. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * The package that an `import` in a folder finds. By the folders themselves, not by `require.resolve`: most packages
 * don't export their package.json, and some have no CommonJS.
 */
export function findPackage(name: string, from: string): InstalledPackage | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    const file = join(found, 'package.json');
    if (existsSync(file)) return { folder: realpathSync(found), manifest: readManifest(file) };
    if (folder === dirname(folder)) return undefined;
  }
}

/** Reads a package.json. */
export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
