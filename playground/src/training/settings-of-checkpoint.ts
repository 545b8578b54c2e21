import { decodeCheckpoint } from 'gan-core/checkpoints';
import { readSettings, writeSettings } from '../settings/address';
import type { PlaneSettings } from '../settings/plane-settings';

/** The callback's name under which a checkpoint keeps the page's settings. */
export const settingsKey = 'playground';

/**
 * The settings that the page saved with a checkpoint.
 *
 * @throws Error for a checkpoint that another program wrote; CheckpointError for a damaged one
 */
export async function settingsOfCheckpoint(checkpoint: Uint8Array): Promise<PlaneSettings> {
  const { state } = await decodeCheckpoint(checkpoint);
  const saved = (state as { callbacks?: Record<string, Record<string, unknown>> }).callbacks?.[settingsKey];
  if (!saved) throw new Error('This checkpoint wasn’t saved by the playground: it holds no settings.');
  const written = new URLSearchParams();
  writeSettings(saved as unknown as PlaneSettings, written);
  return readSettings(written); // nothing that the page couldn't have
}
