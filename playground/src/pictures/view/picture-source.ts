import { loadDigits } from '../data/load-digits';
import type { PictureSet } from '../data/picture-set';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import { readOwnFiles } from './own-files';

/** Brings the pictures that settings ask for: the digits, or those in the reader's files, which are decoded once. */
export function pictureSource(tell: (what: string) => void) {
  let files: readonly File[] = [];
  let own: PictureSet | undefined;
  return {
    /** Takes other files of the reader's. */
    choose(chosen: readonly File[]): void {
      files = chosen;
      own = undefined;
    },
    /** The data of the settings: none where they are to be the reader's, and aren't there. */
    async find(settings: PictureSettings): Promise<PictureSet | undefined> {
      if (settings.data === 'digits') return loadDigits();
      if (files.length === 0) return undefined;
      if (own?.shape.join() === pictureShape(settings).join()) return own;
      const taken = files;
      const read = await readOwnFiles(taken, settings, (done) => {
        if (taken === files) tell(`${done} of ${taken.length} files read…`);
      });
      if (taken !== files) return undefined; // others were chosen meanwhile, and are being read
      tell(read.told);
      own = read.pictures;
      return own;
    },
  };
}
