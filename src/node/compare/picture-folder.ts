import { readFile } from 'node:fs/promises';
import { imageBatches } from 'gan-core/images';
import { isGanCoreError } from '../../errors';
import type { Picture } from '../../images';
import { decodePicture } from '../decode-picture';
import { listPictures } from '../list-pictures';
import { UsageError } from '../usage-error';
import { BATCH, type Samples } from './samples';

/** Folder whose pictures were listed. */
export interface PictureFolder {
  readonly path: string;
  readonly files: readonly string[];
}

/** Form that all pictures get. */
export interface PictureLayout {
  /** Rows and columns. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Size that each must have, where it isn't resized. */
  readonly exact: { readonly width: number; readonly height: number; readonly file: string } | undefined;
}

/** Lists a folder's PNG and JPEG files, with those of the folders in it. */
export function listFolder(path: string): PictureFolder {
  try {
    return { path, files: listPictures(path, ['.png', '.jpg', '.jpeg'], false).map(({ file }) => file) };
  } catch (error) {
    if (!isGanCoreError(error)) throw error;
    throw new UsageError(error.message.replace(/^path: /, ''), { cause: error });
  }
}

/**
 * Finds the form of all pictures: their own size, which must be one, and gray where each of them is.
 *
 * @param folders - all that are compared
 * @param wanted - what is known: by `--size`, or by a model's input
 */
export async function layoutOf(
  folders: readonly PictureFolder[],
  wanted: { readonly size: number | undefined; readonly channels: 1 | 3 | undefined },
): Promise<PictureLayout> {
  const [file] = folders[0]!.files;
  const { width, height } = await decode(file!);
  if (wanted.size === undefined && width !== height)
    throw new UsageError(
      `${file}: has ${width}x${height} pixels; expected as many rows as columns. Cut all to the square in their middle, and resize them, with --size N.`,
    );
  return {
    size: wanted.size ?? Math.min(width, height),
    channels: wanted.channels ?? ((await areGray(folders)) ? 1 : 3),
    exact: wanted.size === undefined ? { width, height, file: file! } : undefined,
  };
}

/** Samples of a folder, cut to squares in their middle and resized as {@link imageBatches} does it. */
export function pictureSamples(
  { path, files }: PictureFolder,
  { size, channels, exact }: PictureLayout,
  scale: 'tanh' | 'unit',
): Samples {
  const sources = files.map((file) => ({
    name: file,
    load: async () => {
      const picture = await decode(file);
      if (exact && (picture.width !== exact.width || picture.height !== exact.height))
        throw new UsageError(
          `${file}: has ${picture.width}x${picture.height} pixels where ${exact.file} has ${exact.width}x${exact.height}; expected one size. Resize all with --size N.`,
        );
      return picture;
    },
  }));
  const options = { size, channels, scale, shuffle: false, batchSize: BATCH, partialBatch: 'keep' } as const;
  return {
    path,
    count: files.length,
    shape: [size, size, channels],
    isPixels: true,
    batches: () => imageBatches(sources, options),
  };
}

async function decode(file: string): Promise<Picture> {
  try {
    return await decodePicture(await readFile(file), file);
  } catch (error) {
    if (isGanCoreError(error)) throw error; // the package isn't installed
    throw new UsageError(`${file}: can't be read as a picture: ${(error as Error).message}. Take it out.`, {
      cause: error,
    });
  }
}

/** Whether all are gray. The first one in color ends the search; of gray ones each is decoded twice. */
async function areGray(folders: readonly PictureFolder[]): Promise<boolean> {
  for (const file of folders.flatMap(({ files }) => files)) {
    const { data } = await decode(file);
    for (let at = 0; at < data.length; at += 4)
      if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  }
  return true;
}
