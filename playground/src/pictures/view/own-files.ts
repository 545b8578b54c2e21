import { decodeInWorker } from '../data/decode-in-worker';
import { fewestOwnPictures, mostOwnPictures } from '../data/own-pictures';
import { type PictureSet, pictureCount } from '../data/picture-set';
import type { PictureSettings } from '../settings/picture-settings';

const named = 5;

/** Decodes files to pictures, with what there is to say about them. */
export async function readOwnFiles(
  files: readonly File[],
  { size, channels }: Pick<PictureSettings, 'size' | 'channels'>,
  onProgress: (done: number) => void,
): Promise<{ readonly pictures: PictureSet; readonly told: string }> {
  const taken = files.slice(0, mostOwnPictures);
  const request = { files: taken, size: Number(size), channels: Number(channels) as 1 | 3 };
  const { pictures, refused } = await decodeInWorker(request, onProgress);
  const trained = pictureCount(pictures, pictures.train);
  const spared = pictureCount(pictures, pictures.heldOut);
  const notes = [
    refusedNote(refused),
    files.length > taken.length ? `Of ${files.length} files the first ${taken.length} were taken.` : '',
  ];
  if (trained + spared < fewestOwnPictures)
    throw new Error(
      [`${trained + spared} pictures; at least ${fewestOwnPictures} are needed.`, ...notes].join(' ').trim(),
    );
  const kept = spared > 0 ? ` ${spared} of them are kept aside, to measure with.` : '';
  return { pictures, told: [`${trained + spared} pictures.${kept}`, ...notes].join(' ').trim() };
}

function refusedNote(refused: readonly string[]): string {
  if (refused.length === 0) return '';
  const first = [...refused].sort().slice(0, named).join(', ');
  const others = refused.length > named ? ` and ${refused.length - named} more` : '';
  return `Not pictures that this browser can decode: ${first}${others}.`;
}
