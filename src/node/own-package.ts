import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type InstalledPackage, readManifest } from './find-package';

/** This package: by its own name, since its code lies at another depth before it is built. */
export function ownPackage(): InstalledPackage {
  const file = createRequire(import.meta.url).resolve('gan-core/package.json');
  return { folder: realpathSync(dirname(file)), manifest: readManifest(file) };
}
