import { readSettings, writeSettings } from '../settings/address';
import type { PlaneSettings } from '../settings/plane-settings';
import { savedSettings } from './saved-settings';

/** The callback's name under which a checkpoint keeps the page's settings. */
export const settingsKey = 'playground';

/**
 * The settings that the page saved with a checkpoint.
 *
 * @throws Error for a checkpoint that another program wrote, or a damaged one
 */
export async function settingsOfCheckpoint(checkpoint: Uint8Array): Promise<PlaneSettings> {
  const saved = await savedSettings(checkpoint, settingsKey, 'in the plane');
  const written = new URLSearchParams();
  writeSettings(saved as PlaneSettings, written);
  return readSettings(written); // nothing that the page couldn't have
}
