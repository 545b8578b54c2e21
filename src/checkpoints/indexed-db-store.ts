import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { CheckpointError, refuseUnless } from '../errors';
import { type CheckpointPlace, type CheckpointStore, checkpointStore } from './checkpoint-store';
import { importIdb } from './import-idb';
import { joinChunks } from './join-chunks';
import type { RetentionOptions } from './retention';
import type { StoredCheckpoint } from './stored-checkpoint';

/** Two tables with the same keys: a list that reads no files. */
interface Tables extends DBSchema {
  summaries: { key: number; value: StoredCheckpoint };
  files: { key: number; value: Uint8Array<ArrayBuffer> };
}
type Database = IDBPDatabase<Tables>;
type Transaction = IDBPTransaction<Tables, ('summaries' | 'files')[], 'readwrite'>;

/** Both, for one transaction. */
const TABLES: ('summaries' | 'files')[] = ['summaries', 'files'];

/**
 * Keeps checkpoints in the browser (IndexedDB): a page that is closed or crashes in the middle of a run goes on from there when it is
 * opened again. Install `idb`, which is loaded with the first call.
 *
 * A checkpoint is stored in one transaction, whole or not at all, with `durability: 'strict'`: its promise resolves once the browser
 * has it on the disk. With the first one the browser is asked to keep the site's data also when room gets scarce; some ask their user.
 *
 * @param name - name of the run; the database is named `gan-core/` and that
 * @param options - `keep`: how many of the newest stay, by default 2; `best`: how many of the best-scored ones stay beside them,
 * by default 1
 * @returns the store
 * @throws ArgumentError if the name is empty, or an option isn't as it should be
 *
 * @example
 * ```ts browser
 * import { decodeCheckpoint, encodeCheckpoint, indexedDbStore } from 'gan-core/checkpoints';
 * const store = indexedDbStore('digits');
 * await store.write(await encodeCheckpoint({ step: 100, tensors: {}, state: { seed: 1 } }));
 * const file = await store.read('latest');
 * if (file) console.log((await decodeCheckpoint(file)).step); // → 100
 * ```
 */
export function indexedDbStore(name: string, options: RetentionOptions = {}): CheckpointStore {
  refuseUnless(typeof name === 'string' && name !== '', 'name', name, 'a name for the run');
  return checkpointStore(placeOf(name), options);
}

function placeOf(name: string): CheckpointPlace {
  let asked = false;
  return {
    list: () => inDatabase(name, (database) => database.getAll('summaries')),
    read: (step) => inDatabase(name, (database) => database.get('files', step)),
    async write({ chunks, ...summary }) {
      if (!asked) askForPersistence();
      asked = true;
      const file = joinChunks(chunks); // a view of a larger buffer would be stored with all of that
      await inTransaction(name, async (transaction) => {
        await transaction.objectStore('files').put(file, summary.step);
        await transaction.objectStore('summaries').put(summary, summary.step);
      });
    },
    remove: (steps) =>
      inTransaction(name, async (transaction) => {
        for (const step of steps)
          for (const table of TABLES) await transaction.objectStore(table).delete(step);
      }),
  };
}

/** Does all of the work or nothing. */
function inTransaction(name: string, work: (transaction: Transaction) => Promise<void>): Promise<void> {
  return inDatabase(name, async (database) => {
    const transaction = database.transaction(TABLES, 'readwrite', { durability: 'strict' });
    const { done } = transaction;
    const ended = done.catch(() => undefined);
    try {
      await work(transaction);
    } catch (error) {
      // What failed may have ended it already; what threw at once hasn't, and the rest would be stored.
      tryTo(() => transaction.abort());
      await ended;
      throw error;
    }
    await done;
  });
}

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // It has ended.
  }
}

/** Opens the database for one piece of work: one that stays open would keep other tabs from deleting it. */
async function inDatabase<T>(name: string, work: (database: Database) => Promise<T>): Promise<T> {
  if (typeof indexedDB === 'undefined')
    throw new CheckpointError(
      'There is no IndexedDB here, only in browsers. In Node use fileStore of gan-core/node.',
    );
  const { openDB } = await importIdb(loadFailure);
  const database = await openDB<Tables>(`gan-core/${name}`, 1, {
    upgrade(created) {
      for (const table of TABLES) created.createObjectStore(table);
    },
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(), // another tab deletes it
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

function loadFailure(cause: unknown): CheckpointError {
  const problem = "indexedDbStore needs the package idb, which didn't load. Run: npm install idb";
  return new CheckpointError(problem, { cause });
}

/** Nobody waits for the answer: a browser may ask its user, who may be away. */
function askForPersistence(): void {
  const { storage } = globalThis.navigator ?? {};
  if (typeof storage?.persist !== 'function') return; // in a worker
  storage.persist().catch(() => undefined);
}
