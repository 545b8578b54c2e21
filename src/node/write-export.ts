import { join } from 'node:path';
import { ArgumentError, describeValue, refuseUnless } from '../errors';
import type { ExportedFiles } from '../export';
import { nodeFileSystem } from './node-file-system';
import { makeFolder, writeDurably } from './write-durably';

/**
 * Writes the files of `exportGenerator` to a folder, in Node. Each is written under another name first and then renamed, so that
 * none is ever there in part; older files of these names are replaced.
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
  const encoder = new TextEncoder();
  try {
    await makeFolder(folder, nodeFileSystem);
    for (const [name, content] of named) {
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      await writeDurably(folder, name, [bytes], nodeFileSystem);
    }
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    const expected = 'expected the path of a folder to write to';
    throw new ArgumentError('folder', `can't write to '${folder}' (${code}); ${expected}.`, { cause });
  }
  return named.map(([name]) => join(folder, name));
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
