import { savedSettings } from '../../training/saved-settings';
import { readPictureSettings, writePictureSettings } from '../settings/picture-address';
import type { PictureSettings } from '../settings/picture-settings';

/** The callback's name under which a checkpoint keeps the page's settings. */
export const pictureSettingsKey = 'playground-pictures';

/**
 * The settings that the page saved with a checkpoint of pictures.
 *
 * @throws Error for a checkpoint that another program wrote, or the plane, or a damaged one
 */
export async function settingsOfPictureCheckpoint(checkpoint: Uint8Array): Promise<PictureSettings> {
  const saved = await savedSettings(checkpoint, pictureSettingsKey, 'on pictures');
  const written = new URLSearchParams();
  writePictureSettings(saved as PictureSettings, written);
  return readPictureSettings(written); // nothing that the page couldn't have
}
