import { ArgumentError, CheckpointError } from 'gan-core';
import { checkpointStore, decodeCheckpoint, type EncodedCheckpoint, memoryStore } from 'gan-core/checkpoints';
import { expect, it } from 'vitest';
import { checkpointAt } from './small-checkpoint';

const steps = async (store: ReturnType<typeof memoryStore>) => (await store.list()).map(({ step }) => step);

it('keeps the newest and the best, and lists them by steps', async () => {
  const store = memoryStore({ keep: 2, best: 2 });
  const scores = [5, 1, 4, 2, 3, undefined, 6];
  for (const [index, score] of scores.entries())
    await store.write(await checkpointAt(100 * (index + 1), score));
  expect(await store.list()).toEqual([
    { step: 200, score: 1 },
    { step: 400, score: 2 },
    { step: 600 },
    { step: 700, score: 6 },
  ]);
});

it('gives the latest, the best, one by its step, and undefined for none', async () => {
  const store = memoryStore({ keep: 3 });
  expect(await store.read('latest')).toBeUndefined();
  expect(await store.read('best')).toBeUndefined();
  for (const [step, score] of [
    [1, 3],
    [2, 1],
    [3, 2],
  ] as const)
    await store.write(await checkpointAt(step, score));
  const stepOf = async (which: 'latest' | 'best' | number) =>
    (await decodeCheckpoint((await store.read(which))!)).step;
  expect(await stepOf('latest')).toBe(3);
  expect(await stepOf('best')).toBe(2);
  expect(await stepOf(1)).toBe(1);
  expect(await store.read(4)).toBeUndefined();
});

it('takes the newer one of two with the same score, and none without a score', async () => {
  const store = memoryStore({ keep: 4 });
  for (const [step, score] of [
    [1, 0],
    [2, 0],
    [3, undefined],
  ] as const)
    await store.write(await checkpointAt(step, score));
  expect((await decodeCheckpoint((await store.read('best'))!)).step).toBe(2);
});

it('keeps its own copy', async () => {
  const store = memoryStore();
  const { chunks, ...stored } = await checkpointAt(1);
  const copies = chunks.map((chunk) => chunk.slice());
  await store.write({ ...stored, chunks: copies });
  for (const copy of copies) copy.fill(0);
  (await store.read('latest'))!.fill(0);
  expect((await decodeCheckpoint((await store.read('latest'))!)).step).toBe(1);
});

it('replaces a step that is there', async () => {
  const store = memoryStore();
  await store.write(await checkpointAt(1, 5));
  await store.write(await checkpointAt(1, 4));
  expect(await store.list()).toEqual([{ step: 1, score: 4 }]);
});

it('refuses a step before those of another run, and changes nothing', async () => {
  const store = memoryStore();
  for (const step of [400, 500]) await store.write(await checkpointAt(step));
  await expect(store.write(await checkpointAt(100))).rejects.toThrow(
    /holds step 500, later than step 100.*another run/,
  );
  expect(await steps(store)).toEqual([400, 500]);
});

it('replaces the later steps once a run goes on from an earlier one', async () => {
  const store = memoryStore({ keep: 3 });
  for (const step of [300, 400, 500]) await store.write(await checkpointAt(step));
  await store.read(300);
  await store.write(await checkpointAt(310));
  expect(await steps(store)).toEqual([300, 310]);
});

it('keeps the later steps if an earlier one is only looked at', async () => {
  const store = memoryStore({ keep: 3 });
  for (const step of [300, 400, 500]) await store.write(await checkpointAt(step));
  await store.read(300);
  await store.write(await checkpointAt(600));
  expect(await steps(store)).toEqual([400, 500, 600]);
});

it('does one thing after another, in the order of the calls', async () => {
  const events: string[] = [];
  const files = new Map<number, EncodedCheckpoint>();
  const store = checkpointStore({
    list: async () => [...files.values()],
    read: async (step) => files.get(step)?.chunks[0],
    async write(checkpoint) {
      events.push(`begin ${checkpoint.step}`);
      await new Promise((resolve) => setTimeout(resolve, 5 - checkpoint.step));
      files.set(checkpoint.step, checkpoint);
      events.push(`end ${checkpoint.step}`);
    },
    async remove(gone) {
      for (const step of gone) files.delete(step);
    },
  });
  const encoded = [await checkpointAt(1), await checkpointAt(2), await checkpointAt(3)];
  await Promise.all(encoded.map((each) => store.write(each)));
  expect(events).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  expect(await steps(store)).toEqual([2, 3]);
});

it('gives a CheckpointError for whatever a place throws, with its cause, and goes on after it', async () => {
  const cause = new Error('the bucket is away');
  let away = true;
  const store = checkpointStore({
    list: async () => {
      if (away) throw cause;
      return [];
    },
    read: async () => undefined,
    write: async () => undefined,
    remove: async () => undefined,
  });
  const calls = [() => store.list(), () => store.read('latest')];
  for (const call of calls) {
    const error = await call().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CheckpointError);
    expect((error as Error).message).toMatch(/^Couldn't .*: the bucket is away$/);
    expect((error as Error).cause).toBe(cause);
  }
  away = false;
  expect(await store.list()).toEqual([]);
});

it('says that a checkpoint is stored when only an older one could not be removed', async () => {
  const files = new Map<number, EncodedCheckpoint>();
  const cause = new Error('not allowed');
  const place = {
    list: async () => [...files.values()],
    read: async () => undefined,
    write: async (checkpoint: EncodedCheckpoint) => void files.set(checkpoint.step, checkpoint),
    remove: () => Promise.reject(cause),
  };
  const store = checkpointStore(place, { keep: 1 });
  await store.write(await checkpointAt(1));
  const error = await store.write(await checkpointAt(2)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CheckpointError);
  expect((error as Error).message).toBe(
    "Step 2 is stored, but an older checkpoint couldn't be removed: not allowed",
  );
  expect((error as Error).cause).toBe(cause);
  expect([...files.keys()]).toEqual([1, 2]);
});

it('looks again when a checkpoint goes away between the list and the reading', async () => {
  let listed = 0;
  const store = checkpointStore({
    list: async () => [{ step: ++listed }],
    read: async (step) => (step === 1 ? undefined : new Uint8Array([step])),
    write: async () => undefined,
    remove: async () => undefined,
  });
  expect(await store.read('latest')).toEqual(new Uint8Array([2]));
});

it.each([
  ['keep', () => memoryStore({ keep: 0 })],
  ['best', () => memoryStore({ best: -1 })],
  ['options', () => memoryStore({ kept: 1 } as never)],
  ['place', () => checkpointStore({ list: async () => [] } as never)],
  ['which', () => memoryStore().read('newest' as never)],
  ['which', () => memoryStore().read(-1)],
  ['checkpoint', () => memoryStore().write({ step: 1 } as never)],
  ['checkpoint.step', () => memoryStore().write({ step: 1.5, chunks: [] })],
])('names %s where it is wrong', async (argument, call) => {
  const error = await (async () => call())().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ArgumentError);
  expect((error as ArgumentError).argument).toBe(argument);
});
