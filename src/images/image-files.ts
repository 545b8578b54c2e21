import type { Tensor4D } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, describeValue, refuseUnknownKeys } from '../errors';
import { type ImageBatches, imageBatches } from './image-batches';
import { type ImageOptions, imageOptionNames } from './image-options';
import type { LabeledImages } from './one-pass';
import type { Picture } from './picture';

/** Options of {@link imageFiles}. */
export interface ImageFilesOptions extends ImageOptions {
  /** Name of the class that a file is of, such as the folder in its `webkitRelativePath`. Left out: no classes. */
  readonly classOf?: (file: Blob, index: number) => string;
}

/**
 * Makes batches of picture files, in a page or a worker of one: what an `<input type="file" multiple>` or a drop gives, or
 * Blobs from elsewhere. The browser decodes them: PNG, JPEG, and whatever else it knows, WebP say. They are turned as the camera's
 * EXIF note says; color profiles are left aside. All else is as {@link imageBatches} has it.
 *
 * @param files - a FileList, or any iterable of Files or Blobs; it is gone through once
 * @param options - `size`, `classOf`, and how to order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for what aren't files, wrong options, or a platform without createImageBitmap and OffscreenCanvas; while
 * iterating for a file that can't be decoded, naming it
 *
 * @example
 * ```ts browser
 * import { imageFiles } from 'gan-core/images';
 * const input = document.querySelector('input')!;
 * for await (const { real, condition } of imageFiles(input.files!, {
 *   size: 32,
 *   classOf: (file) => (file as File).webkitRelativePath.split('/')[1]!,
 * }))
 *   console.log(real.shape, condition.shape);
 * ```
 */
export function imageFiles(
  files: Iterable<Blob>,
  options: ImageFilesOptions & { readonly classOf: (file: Blob, index: number) => string },
): ImageBatches<LabeledImages>;
/**
 * Makes batches of picture files without classes: see {@link imageFiles} and {@link imageBatches}.
 *
 * @param files - a FileList, or any iterable of Files or Blobs; it is gone through once
 * @param options - `size`, and how to order and batch the pictures
 * @returns the batches, to go through again and again
 * @throws ArgumentError for what aren't files, wrong options, or a platform without createImageBitmap and OffscreenCanvas; while
 * iterating for a file that can't be decoded, naming it
 */
export function imageFiles(
  files: Iterable<Blob>,
  options: ImageFilesOptions & { readonly classOf?: never },
): ImageBatches<Tensor4D>;
export function imageFiles(files: Iterable<Blob>, options: ImageFilesOptions): ImageBatches {
  const list = checkFiles(files);
  refuseUnknownKeys(options, [...imageOptionNames, 'classOf']);
  const { classOf, ...others } = options;
  if (classOf !== undefined) checkFunction('classOf', classOf, 'a function that gives the name of a class');
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined')
    throw new ArgumentError(
      'files',
      'need createImageBitmap and OffscreenCanvas, which this platform lacks; in Node use imageFolder of gan-core/node.',
    );
  const pictures = list.map((file, index) => ({
    name: nameOf(file, index),
    load: () => decode(file),
    ...(classOf && { className: checkClass(classOf(file, index), nameOf(file, index)) }),
  }));
  return imageBatches(pictures, others);
}

function checkFiles(files: Iterable<Blob>): readonly Blob[] {
  const expected = 'a FileList, or an iterable of Files or Blobs';
  const isIterable = typeof files === 'object' && files !== null && Symbol.iterator in files;
  const list = isIterable ? listOf(files) : undefined;
  if (!list) throw new ArgumentError('files', `got ${describeValue(files)}; expected ${expected}.`);
  const unfit = list.find((file) => !(file instanceof Blob));
  if (unfit !== undefined || list.length === 0)
    throw new ArgumentError(
      'files',
      `got ${list.length === 0 ? 'none' : describeValue(unfit)}; expected ${expected}, at least one.`,
    );
  return list;
}

/** None of what has an iterator in name only. */
function listOf(files: Iterable<Blob>): Blob[] | undefined {
  try {
    return [...files];
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function checkClass(name: unknown, file: string): string {
  if (typeof name === 'string') return name;
  throw new ArgumentError('classOf', `gave ${describeValue(name)} for ${file}; expected a string.`);
}

const nameOf = (file: Blob, index: number) =>
  (file instanceof File && (file.webkitRelativePath || file.name)) || `files[${index}]`;

/** Decodes a file. The canvas is opaque and black, so transparent parts come out over black. */
async function decode(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, {
    imageOrientation: 'from-image',
    colorSpaceConversion: 'none',
  });
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      alpha: false,
      willReadFrequently: true,
    });
    if (!context) throw new Error('the browser gave no canvas for it');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}
