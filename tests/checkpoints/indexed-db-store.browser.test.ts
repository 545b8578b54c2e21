import { CheckpointError } from 'gan-core';
import { decodeCheckpoint, encodeCheckpoint, indexedDbStore, type StoredTensor } from 'gan-core/checkpoints';
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';

const names: string[] = [];
/** A name that no other test has. */
function newName(): string {
  names.push(`test ${names.length} of ${performance.timeOrigin}`);
  return names.at(-1)!;
}
afterEach(async () => {
  vi.restoreAllMocks();
  for (const name of names.splice(0)) await deleteDB(`gan-core/${name}`);
});

function checkpointAt(step: number, score?: number, numbers = 64) {
  const weights: StoredTensor = {
    dtype: 'float32',
    shape: [numbers],
    values: new Float32Array(numbers).fill(step),
  };
  return encodeCheckpoint({
    step,
    ...(score === undefined ? {} : { score }),
    tensors: { weights },
    state: null,
  });
}

it('keeps the newest and the best, for another store of that name too', async () => {
  const name = newName();
  const store = indexedDbStore(name, { keep: 2, best: 1 });
  expect(await store.list()).toEqual([]);
  expect(await store.read('latest')).toBeUndefined();
  for (const [step, score] of [
    [1, 2],
    [2, 1],
    [3, 4],
    [4, 3],
    [5, undefined],
  ] as const)
    await store.write(await checkpointAt(step, score));
  const expected = [{ step: 2, score: 1 }, { step: 4, score: 3 }, { step: 5 }];
  expect(await store.list()).toEqual(expected);
  const other = indexedDbStore(name);
  expect(await other.list()).toEqual(expected);
  expect((await decodeCheckpoint((await other.read('best'))!)).step).toBe(2);
  expect((await decodeCheckpoint((await other.read('latest'))!)).tensors.weights!.values[63]).toBe(5);
  expect(await indexedDbStore(newName()).list()).toEqual([]);
});

it('gives back a file of some MB, bit for bit, that came in parts of larger arrays', async () => {
  const store = indexedDbStore(newName());
  const { chunks, ...stored } = await checkpointAt(7, 0.5, 500_000);
  const larger = new Uint8Array(chunks[0]!.length + 16);
  larger.set(chunks[0]!, 8);
  const parts = [larger.subarray(8, 1008), larger.subarray(1008, -8)];
  await store.write({ ...stored, chunks: parts });
  const read = (await store.read(7))!;
  expect(read.byteLength).toBe(read.buffer.byteLength);
  expect(read.length).toBe(chunks[0]!.length);
  expect((await decodeCheckpoint(read)).tensors.weights!.values[499_999]).toBe(7);
});

it('writes a checkpoint in one transaction, strictly durable, and asks once to keep it', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(false);
  const store = indexedDbStore(newName());
  await store.write(await checkpointAt(1));
  await store.write(await checkpointAt(2));
  const writing = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writing).toEqual([
    [['summaries', 'files'], 'readwrite', { durability: 'strict' }],
    [['summaries', 'files'], 'readwrite', { durability: 'strict' }],
  ]);
  expect(persist).toHaveBeenCalledTimes(1);
});

it('keeps what was there when a write fails, and says why', async () => {
  const store = indexedDbStore(newName());
  await store.write(await checkpointAt(1));
  const cause = new DOMException('no room', 'QuotaExceededError');
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (++puts === 2) throw cause; // in the middle of a transaction
    return put.apply(this, given);
  });
  const error = await store.write(await checkpointAt(2)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CheckpointError);
  expect((error as Error).message).toBe("Couldn't write a checkpoint: no room");
  expect((error as Error).cause).toBe(cause);
  vi.restoreAllMocks();
  expect(await store.list()).toEqual([{ step: 1 }]);
  await store.write(await checkpointAt(3));
  expect((await decodeCheckpoint((await store.read('latest'))!)).step).toBe(3);
});

it('says so of a database that another version of gan-core made', async () => {
  const name = newName();
  (await openDB(`gan-core/${name}`, 2)).close();
  await expect(indexedDbStore(name).list()).rejects.toThrow(/^Couldn't list the checkpoints: .*version/);
});

it('lets other tabs delete the database', async () => {
  const name = newName();
  await indexedDbStore(name).write(await checkpointAt(1));
  await deleteDB(`gan-core/${name}`, { blocked: () => expect.fail('it is still open') });
  expect(await indexedDbStore(name).list()).toEqual([]);
});
