import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleOptions } from './example';

/** Where files go, and who is told. */
export type Destination = Pick<ExampleOptions, 'out' | 'assets' | 'onSaved'>;

/** Writes a picture, and once more where the README's are, if these are to be written. */
export function savePicture(name: string, png: Uint8Array, { out, assets, onSaved }: Destination): void {
  save(out, name, png, onSaved);
  if (assets !== undefined) save(assets, name, png, onSaved);
}

/** Writes a file beside the pictures. */
export function saveFile(name: string, content: Uint8Array, { out, onSaved }: Destination): void {
  save(out, name, content, onSaved);
}

/** Writes what a run gave, as JSON. */
export function saveJson(name: string, content: unknown, { out, onSaved }: Destination): void {
  save(out, name, `${JSON.stringify(content, null, 2)}\n`, onSaved);
}

function save(
  folder: string,
  name: string,
  content: Uint8Array | string,
  onSaved: Destination['onSaved'],
): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, content);
  onSaved(file);
}
