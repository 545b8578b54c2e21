import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ArgumentError, refuseUnless } from '../errors';
import type { Picture } from '../images';
import { makeFolders } from './make-folders';
import { pngBytes } from './png-bytes';

/**
 * Writes pixels to a PNG file, by the package `fast-png`. Folders on the way are made; a file that is there is replaced.
 *
 * @param path - the file
 * @param pixels - `{ width, height, data }`: a figure of `gan-core/figures`, say
 * @returns once it is written
 * @throws ArgumentError for a path that can't be written, what are no pixels, or where `fast-png` isn't installed
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { mkdtempSync, statSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { imageGrid } from 'gan-core/figures';
 * import { writePng } from 'gan-core/node';
 * const file = join(mkdtempSync(join(tmpdir(), 'figures-')), 'samples.png');
 * await writePng(file, await imageGrid(tf.zeros([9, 16, 16, 3])));
 * console.log(statSync(file).size > 0); // → true
 * ```
 */
export async function writePng(path: string, pixels: Picture): Promise<void> {
  refuseUnless(typeof path === 'string' && path !== '', 'path', path, 'the path of a file');
  const bytes = await pngBytes(pixels);
  try {
    await makeFolders(dirname(path));
    await writeFile(path, bytes);
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new ArgumentError('path', `can't write ${path} (${code}); expected the path of a file.`, { cause });
  }
}
