import type { CheckpointStore, StoredCheckpoint } from './checkpoint-store';
import { findStep, joinChunks, Retention, type RetentionOptions, readEncoded } from './retention';

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
  const retention = new Retention(options);
  const kept = new Map<number, StoredCheckpoint & { readonly file: Uint8Array }>();
  const list = (): StoredCheckpoint[] =>
    [...kept.values()].map(({ file, ...stored }) => stored).sort((a, b) => a.step - b.step);
  return {
    async write(checkpoint) {
      const { chunks, ...stored } = readEncoded(checkpoint);
      retention.checkStep(list(), stored.step);
      kept.set(stored.step, { ...stored, file: joinChunks(chunks) });
      retention.moveTo(stored.step);
      for (const step of retention.stepsToRemove(list(), stored.step)) kept.delete(step);
    },
    async read(which) {
      const step = findStep(list(), which);
      if (step === undefined) return undefined;
      retention.moveTo(step);
      return kept.get(step)?.file.slice();
    },
    list: async () => list(),
  };
}
