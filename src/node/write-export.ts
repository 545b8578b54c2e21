import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArgumentError, describeValue, refuseUnless } from '../errors';
import type { ExportedFiles } from '../export';

/**
 * Writes the files of `exportGenerator` to a folder, in Node. Each is written under another name first and then renamed, so that
 * no file is ever there in part; older files of these names are replaced.
 *
 * @param folder - where to; it is made where it isn't there yet
 * @param files - the files by their names: bytes, or text
 * @returns the files' paths
 * @throws ArgumentError for a folder that can't be written to, or what is no file by its name
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { mkdtempSync, readdirSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { exportGenerator } from 'gan-core/export';
 * import { writeExport } from 'gan-core/node';
 * const generator = sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const folder = mkdtempSync(join(tmpdir(), 'generator-'));
 * await writeExport(folder, await exportGenerator(generator, { format: 'tfjs' }));
 * console.log(readdirSync(folder).join(' ')); // → model.json weights.bin
 * ```
 */
export async function writeExport(folder: string, files: ExportedFiles): Promise<readonly string[]> {
  refuseUnless(typeof folder === 'string' && folder !== '', 'folder', folder, "a folder's path");
  const named = checkFiles(files);
  try {
    await mkdir(folder, { recursive: true });
    const written = [];
    for (const [name, content] of named) written.push(await writeBeside(join(folder, name), content));
    for (const { path, temporary } of written) await rename(temporary, path);
    return written.map(({ path }) => path);
  } catch (cause) {
    const { message } = cause as Error;
    throw new ArgumentError('folder', `got '${folder}', which can't be written to: ${message}.`, { cause });
  }
}

function checkFiles(files: ExportedFiles): readonly [string, Uint8Array | string][] {
  const isRecord = typeof files === 'object' && files !== null && !Array.isArray(files);
  refuseUnless(isRecord, 'files', files, 'files by their names, as exportGenerator gives them');
  const named = Object.entries(files);
  for (const [name, content] of named) {
    // A name, never a path: what a program was given shall not be written elsewhere.
    if (!/^[\w][\w.-]{0,199}$/.test(name))
      throw new ArgumentError('files', `has the name '${name}'; expected letters, digits, '_', '-' and '.'.`);
    if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
      const came = describeValue(content);
      throw new ArgumentError('files', `has ${came} as '${name}'; expected a Uint8Array or a string.`);
    }
  }
  return named;
}

/** Writes a file's content under a name that nobody looks for, down to the disk. */
async function writeBeside(
  path: string,
  content: Uint8Array | string,
): Promise<{ readonly path: string; readonly temporary: string }> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  return { path, temporary };
}
