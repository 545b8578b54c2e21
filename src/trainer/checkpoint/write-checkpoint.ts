import { dispose } from '@tensorflow/tfjs-core';
import { type CheckpointStore, encodeCheckpoint, type StoredTensor } from '../../checkpoints';
import type { Captured } from './capture';
import type { SavedCheckpoint } from './checkpoint-options';
import { readTensors } from './read-tensors';

/** Writes what was captured into a store, and frees it. */
export async function writeCheckpoint(
  store: CheckpointStore,
  { json, tensors, arrays, step }: Captured & { readonly step: number },
  score: number | undefined,
): Promise<SavedCheckpoint> {
  let read: ReadonlyMap<string, StoredTensor>;
  try {
    read = await readTensors(tensors);
  } finally {
    dispose([...tensors.values()]);
  }
  const scored = score === undefined ? { step } : { step, score };
  const stored = [...arrays].map(([name, values]): [string, StoredTensor] => [
    name,
    { dtype: 'int32', shape: [values.length], values },
  ]);
  const all = Object.fromEntries([...read, ...stored]);
  await store.write(await encodeCheckpoint({ ...scored, tensors: all, state: json }));
  return scored;
}
