import { decodeCheckpoint } from 'gan-core/checkpoints';

const refusal = 'This file isn’t a checkpoint of the playground';

/**
 * What the page saved with a checkpoint, as its callback of a name.
 *
 * @param of - whose checkpoint is awaited, as the refusal says it: on pictures, say
 * @throws Error for a damaged file, or one that something else wrote
 */
export async function savedSettings(checkpoint: Uint8Array, key: string, of: string): Promise<unknown> {
  const { state } = await decodeCheckpoint(checkpoint).catch((error: unknown) => {
    throw new Error(`${refusal}. ${(error as Error).message}`, { cause: error });
  });
  const saved = (state as { callbacks?: Record<string, unknown> }).callbacks?.[key];
  if (!saved) throw new Error(`${refusal} ${of}: it holds no such settings.`);
  return saved;
}
