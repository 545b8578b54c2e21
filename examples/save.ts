import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes a file below the repository's folder, and says so. */
export function save(path: string, content: Uint8Array | string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}

/** Writes a picture to out/, and to docs/assets/ too where it is one for the README. */
export function savePicture(name: string, png: Uint8Array, { assets }: { readonly assets: boolean }): void {
  save(`out/${name}`, png);
  if (assets) save(`docs/assets/${name}`, png);
}

/** Writes what a run gave, to out/, as JSON. */
export function saveJson(name: string, content: unknown): void {
  save(`out/${name}`, `${JSON.stringify(content, null, 2)}\n`);
}
