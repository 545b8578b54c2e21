import { imageFiles, toPixels } from 'gan-core/images';
import type { DecodingRequest } from './decoding-messages';
import { splitOwnPictures } from './own-pictures';
import type { PictureSet } from './picture-set';

/** Pictures between two notes of progress. */
const batchSize = 8;

/** Decodes files by the browser, cuts each to the square in its middle and scales it; those that are no pictures are named. */
export async function decodeFiles(
  { files, size, channels }: DecodingRequest,
  onProgress: (done: number) => void,
): Promise<{ pictures: PictureSet; refused: readonly string[] }> {
  const batches = imageFiles(files, {
    size,
    channels,
    batchSize,
    shuffle: false,
    partialBatch: 'keep',
    skipUnreadable: true,
  });
  const parts: Uint8ClampedArray[] = [];
  let done = 0;
  try {
    for await (const batch of batches) {
      parts.push(await toPixels(batch));
      done += batch.shape[0];
      onProgress(done + batches.unreadable.length);
    }
  } catch (error) {
    if (batches.unreadable.length < files.length) throw error; // of no picture at all there is no batch
  }
  const all = new Uint8Array(done * size * size * channels);
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return { pictures: splitOwnPictures(all, [size, size, channels]), refused: batches.unreadable };
}
