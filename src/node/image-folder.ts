import { readFile } from 'node:fs/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkBoolean,
  checkFunction,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import {
  type ImageBatches,
  type ImageOptions,
  imageBatches,
  type LabeledImages,
  type Picture,
} from '../images';
import { decodePicture } from './decode-picture';
import { listPictures } from './list-pictures';

/** Options of {@link imageFolder}. */
export interface ImageFolderOptions extends ImageOptions {
  /**
   * Whether each folder in `path` is a class, and the batches are `{ real, condition }`. Default false: the pictures of all folders
   * are of one kind.
   */
  readonly labelsFromFolders?: boolean;
  /** Endings of pictures' names, in lower case. Default `['.png', '.jpg', '.jpeg']`; other files are passed over. */
  readonly extensions?: readonly string[];
  /** Decoder for other formats, or a faster one. Default: fast-png for PNG and jpeg-js for JPEG, by the files' first bytes. */
  readonly decode?: (bytes: Uint8Array, file: string) => Picture | Promise<Picture>;
}

/**
 * Makes batches of the pictures in a folder and the folders in it, in Node. Install `fast-png` for PNG, and `jpeg-js` for JPEG: both
 * are plain JavaScript, and are loaded once such a file is met. JPEGs are turned as the camera's EXIF note says; color profiles
 * are left aside. All else is as {@link imageBatches} of `gan-core/images` has it.
 *
 * The folder is listed at once, and never again: paths sorted by code units, without names that begin with a dot.
 *
 * Reading files goes on beside the training. Decoding by these packages doesn't: it takes the thread that calls.
 *
 * @param path - the folder
 * @param options - `size`, `labelsFromFolders`, and how to decode, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for a folder that can't be listed or has no picture, a class without one, and wrong options; while
 * iterating for a file that can't be decoded, naming it, or a package that isn't installed
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { mkdtempSync, writeFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { encode } from 'fast-png';
 * import { imageFolder } from 'gan-core/node';
 * const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
 * for (const name of ['a.png', 'b.png'])
 *   writeFileSync(join(folder, name), encode({ width: 3, height: 2, channels: 3, data: new Uint8Array(18) }));
 * const images = imageFolder(folder, { size: 16, batchSize: 2 });
 * for await (const batch of images) console.log(images.count, batch.shape); // → 2 [ 2, 16, 16, 3 ]
 * ```
 */
export function imageFolder(
  path: string,
  options: ImageFolderOptions & { readonly labelsFromFolders: true },
): ImageBatches<LabeledImages>;
/**
 * Makes batches of the pictures in a folder, without classes: see {@link imageFolder} and {@link imageBatches}.
 *
 * @param path - the folder
 * @param options - `size`, and how to decode, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for a folder that can't be listed or has no picture, and wrong options; while iterating for a file that
 * can't be decoded, naming it, or a package that isn't installed
 */
export function imageFolder(
  path: string,
  options: ImageFolderOptions & { readonly labelsFromFolders?: false },
): ImageBatches<Tensor4D>;
/**
 * Makes batches of the pictures in a folder, with classes or without: see {@link imageFolder} and {@link imageBatches}.
 *
 * @param path - the folder
 * @param options - `size`, `labelsFromFolders`, and how to decode, order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for a folder that can't be listed or has no picture, a class without one, and wrong options; while
 * iterating for a file that can't be decoded, naming it, or a package that isn't installed
 */
export function imageFolder(path: string, options: ImageFolderOptions): ImageBatches;
export function imageFolder(path: string, options: ImageFolderOptions): ImageBatches {
  refuseUnless(typeof path === 'string' && path !== '', 'path', path, 'the path of a folder');
  refuseUnknownKeys(options, optionNames);
  const {
    labelsFromFolders = false,
    extensions = ['.png', '.jpg', '.jpeg'],
    decode = decodePicture,
    ...others
  } = options;
  checkBoolean('labelsFromFolders', labelsFromFolders);
  checkExtensions(extensions);
  checkFunction('decode', decode, 'a function that makes { width, height, data } of a file’s bytes');
  const pictures = listPictures(path, extensions, labelsFromFolders).map(({ file, ...classOf }) => ({
    ...classOf,
    name: file,
    load: async () => decode(await readFile(file), file),
  }));
  return imageBatches(pictures, others);
}

/** Names of all options, in one list for the error. */
const optionNames = Object.keys({
  size: 0,
  labelsFromFolders: 0,
  extensions: 0,
  decode: 0,
  batchSize: 0,
  channels: 0,
  scale: 0,
  horizontalFlip: 0,
  shuffle: 0,
  seed: 0,
  partialBatch: 0,
  prefetch: 0,
  skipUnreadable: 0,
} satisfies Record<keyof ImageFolderOptions, 0>);

function checkExtensions(extensions: unknown): void {
  const isEnding = (ending: unknown) => typeof ending === 'string' && /^\.[^A-Z./\\]+$/.test(ending);
  const isFit = Array.isArray(extensions) && extensions.length > 0 && extensions.every(isEnding);
  if (isFit) return;
  const unfit = Array.isArray(extensions) ? extensions.find((ending) => !isEnding(ending)) : extensions;
  throw new ArgumentError(
    'extensions',
    `got ${describeValue(unfit)}; expected an array of endings in lower case, each with its dot: ['.png'].`,
  );
}
