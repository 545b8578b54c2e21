import {
  CheckpointError,
  checkMembers,
  checkNumber,
  checkWholeNumber,
  finite,
  isGanCoreError,
  refuseUnless,
} from '../errors';
import { findStep, Retention, type RetentionOptions } from './retention';
import type { EncodedCheckpoint, StoredCheckpoint } from './stored-checkpoint';

/** Store that keeps the checkpoints of one run, at most one a step. */
export interface CheckpointStore {
  /**
   * Stores a checkpoint. Once that can't get lost any more, those that needn't be kept are removed.
   *
   * @param checkpoint - what `encodeCheckpoint` gave
   * @throws CheckpointError if it couldn't be stored (those from before are still there), or an old one not be removed; or if
   * later steps are there that aren't this run's
   */
  write(checkpoint: EncodedCheckpoint): Promise<void>;
  /**
   * Reads a checkpoint. If a run goes on from it, and it wasn't the latest one, the steps behind it are replaced by those that the
   * run writes.
   *
   * @param which - the one of the most steps, the one with the least score, or the one of a step
   * @returns its file, for `decodeCheckpoint`; undefined if there is none
   * @throws CheckpointError if it couldn't be read
   */
  read(which: 'latest' | 'best' | number): Promise<Uint8Array | undefined>;
  /**
   * Lists what is stored.
   *
   * @returns the checkpoints, by ascending steps
   * @throws CheckpointError if that couldn't be read
   */
  list(): Promise<readonly StoredCheckpoint[]>;
}

/** Place where a store's files lie: what a store of one's own has to know how to do. */
export interface CheckpointPlace {
  /** Lists the checkpoints, in any order. */
  list(): Promise<readonly StoredCheckpoint[]>;
  /** Gives the file of a step; undefined if it is gone. */
  read(step: number): Promise<Uint8Array | undefined>;
  /**
   * Puts a file there, in place of one of the same step, whole or not at all. It must not get lost once the promise resolves.
   */
  write(checkpoint: EncodedCheckpoint): Promise<void>;
  /** Removes files; those that are gone already do no harm. */
  remove(steps: readonly number[]): Promise<void>;
}

/**
 * Makes a store of a place to put files: a bucket in a cloud, say. It decides what is kept, and does one thing after another.
 *
 * @param place - lists, reads, writes and removes files; what it throws is given to the user as the cause of a CheckpointError
 * @param options - `keep`: how many of the newest stay, by default 2; `best`: how many of the best-scored ones stay beside them,
 * by default 1
 * @returns the store
 * @throws ArgumentError if the place lacks a function, or an option isn't as it should be
 *
 * @example
 * ```ts
 * import { checkpointStore, encodeCheckpoint } from 'gan-core/checkpoints';
 * const bucket = new Map<number, Blob>();
 * const store = checkpointStore({
 *   list: async () => [...bucket.keys()].map((step) => ({ step })),
 *   read: async (step) => new Uint8Array(await bucket.get(step)!.arrayBuffer()),
 *   write: async ({ step, chunks }) => void bucket.set(step, new Blob([...chunks] as BlobPart[])),
 *   remove: async (steps) => steps.forEach((step) => bucket.delete(step)),
 * });
 * for (const step of [100, 200, 300])
 *   await store.write(await encodeCheckpoint({ step, tensors: {}, state: null }));
 * console.log([...bucket.keys()]); // → [ 200, 300 ]
 * ```
 */
export function checkpointStore(place: CheckpointPlace, options: RetentionOptions = {}): CheckpointStore {
  checkMembers('place', place, {
    expected: 'an object with the functions list, read, write and remove',
    functions: ['list', 'read', 'write', 'remove'],
  });
  const retention = new Retention(options);
  const inTurn = turns();
  return {
    async write(checkpoint) {
      const read = readEncoded(checkpoint);
      await inTurn('write a checkpoint', () => writeInto(place, retention, read));
    },
    async read(which) {
      findStep([], which); // refuses what it can't be
      return inTurn('read a checkpoint', () => readFrom(place, retention, which));
    },
    list: () => inTurn('list the checkpoints', async () => [...(await place.list())].sort(byStep)),
  };
}

async function writeInto(
  place: CheckpointPlace,
  retention: Retention,
  checkpoint: EncodedCheckpoint,
): Promise<void> {
  const { chunks, ...written } = checkpoint;
  const others = (await place.list()).filter(({ step }) => step !== written.step);
  retention.checkStep(others, written.step);
  await place.write(checkpoint);
  retention.moveTo(written.step);
  const steps = retention.stepsToRemove([...others, written], written.step);
  if (steps.length === 0) return;
  try {
    await place.remove(steps);
  } catch (cause) {
    const problem = `Step ${written.step} is stored, but an older checkpoint couldn't be removed`;
    throw new CheckpointError(`${problem}: ${messageOf(cause)}`, { cause });
  }
}

async function readFrom(
  place: CheckpointPlace,
  retention: Retention,
  which: 'latest' | 'best' | number,
): Promise<Uint8Array | undefined> {
  // Another store may remove a file between the list and the reading; then the list has another answer.
  for (let attempt = 0; attempt < 3; attempt++) {
    const step = findStep(await place.list(), which);
    if (step === undefined) return undefined;
    const file = await place.read(step);
    if (!file) continue;
    retention.moveTo(step);
    return file;
  }
  return undefined;
}

/** Does one task after another, and turns what isn't gan-core's error into one. */
function turns(): <T>(what: string, task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (what, task) => {
    const turn = last.then(task).catch((cause: unknown) => {
      if (isGanCoreError(cause)) throw cause;
      throw new CheckpointError(`Couldn't ${what}: ${messageOf(cause)}`, { cause });
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function byStep(a: StoredCheckpoint, b: StoredCheckpoint): number {
  return a.step - b.step;
}

/** Refuses what `encodeCheckpoint` didn't give, and reads it once. */
function readEncoded(checkpoint: EncodedCheckpoint): EncodedCheckpoint {
  const { step, score, chunks } = (checkpoint ?? {}) as Partial<EncodedCheckpoint>;
  const fits = Array.isArray(chunks) && chunks.every((chunk) => chunk instanceof Uint8Array);
  refuseUnless(fits, 'checkpoint', checkpoint, 'what encodeCheckpoint() gave, once it is awaited');
  checkWholeNumber('checkpoint.step', step, 0);
  if (score !== undefined) checkNumber('checkpoint.score', score, finite);
  return { step: step!, ...(score === undefined ? {} : { score }), chunks: chunks! };
}
