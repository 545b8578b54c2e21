import { type CheckpointStore, checkpointStore } from './checkpoint-store';
import { joinChunks } from './join-chunks';
import type { RetentionOptions } from './retention';
import type { EncodedCheckpoint, StoredCheckpoint } from './stored-checkpoint';

/**
 * Keeps checkpoints in memory: for going back within one program, and for tests. They end with the program.
 *
 * @param options - `keep`: how many of the newest stay, by default 2; `best`: how many of the best-scored ones stay beside them,
 * by default 1
 * @returns the store
 * @throws ArgumentError if an option isn't as it should be
 *
 * @example
 * ```ts
 * import { encodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
 * const store = memoryStore({ keep: 1, best: 1 });
 * for (const [step, score] of [[100, 0.2], [200, 0.5], [300, 0.4]] as const)
 *   await store.write(await encodeCheckpoint({ step, score, tensors: {}, state: null }));
 * console.log((await store.list()).map(({ step }) => step)); // → [ 100, 300 ]
 * ```
 */
export function memoryStore(options: RetentionOptions = {}): CheckpointStore {
  const kept = new Map<number, StoredCheckpoint & { readonly file: Uint8Array }>();
  const place = {
    list: async () => [...kept.values()].map(({ file, ...stored }) => stored),
    read: async (step: number) => kept.get(step)?.file.slice(),
    write: async ({ chunks, ...stored }: EncodedCheckpoint) => {
      kept.set(stored.step, { ...stored, file: joinChunks(chunks) });
    },
    remove: async (steps: readonly number[]) => {
      for (const step of steps) kept.delete(step);
    },
  };
  return checkpointStore(place, options);
}
