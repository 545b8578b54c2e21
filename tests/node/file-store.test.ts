import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { ArgumentError, CheckpointError } from 'gan-core';
import { decodeCheckpoint } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkpointAt, fileOf, smallContents, smallTensors } from '../checkpoints/small-checkpoint';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('stores the files that encodeCheckpoint gives, under names that sort by steps', async () => {
  const path = join(folder, 'runs', '00000-ring', 'checkpoints');
  const store = fileStore(path);
  expect(await store.list()).toEqual([]);
  expect(await store.read('latest')).toBeUndefined();
  expect(existsSync(path)).toBe(false);
  const file = await fileOf(smallContents);
  await store.write({ step: 500, score: 0.1 + 0.2, chunks: [file.subarray(0, 100), file.subarray(100)] });
  expect(readdirSync(path)).toEqual(['step-000000500.safetensors']);
  const read = (await store.read('latest'))!;
  expect(Buffer.compare(read, file)).toBe(0);
  expect((await decodeCheckpoint(read)).tensors.mask!.values).toEqual(smallTensors.mask!.values);
});

it('keeps the newest and the best, for another store too', async () => {
  const store = fileStore(folder, { keep: 2, best: 1 });
  for (const [step, score] of [
    [1, 2],
    [2, 1],
    [3, 4],
    [4, 3],
    [1_234_567_890, 5],
  ] as const)
    await store.write(await checkpointAt(step, score));
  const expected = [
    { step: 2, score: 1 },
    { step: 4, score: 3 },
    { step: 1_234_567_890, score: 5 },
  ];
  expect(await store.list()).toEqual(expected);
  expect(await fileStore(folder).list()).toEqual(expected);
  expect((await decodeCheckpoint((await fileStore(folder).read('best'))!)).step).toBe(2);
});

it('lists a damaged file by its name, and refuses to read it, by its path', async () => {
  const store = fileStore(folder, { keep: 3 });
  await store.write(await checkpointAt(1, 5));
  writeFileSync(join(folder, 'step-000000002.safetensors'), 'torn');
  writeFileSync(join(folder, 'step-3.safetensors'), 'not ours');
  writeFileSync(join(folder, 'notes.txt'), 'not ours');
  expect(await store.list()).toEqual([{ step: 1, score: 5 }, { step: 2 }]);
  await expect(store.read('latest')).rejects.toThrow(
    /step-000000002\.safetensors: The file has only 4 bytes/,
  );
  await expect(store.read('latest')).rejects.toBeInstanceOf(CheckpointError);
  expect((await decodeCheckpoint((await store.read('best'))!)).step).toBe(1);
  await store.write(await checkpointAt(3));
  expect(readdirSync(folder)).toContain('step-3.safetensors');
});

it('lets two stores use one folder, at the same time', async () => {
  const [one, other] = [fileStore(folder, { keep: 4 }), fileStore(folder, { keep: 4 })];
  for (let step = 2; step <= 20; step += 2) {
    const writes = [one.write(await checkpointAt(step)), other.write(await checkpointAt(step))];
    await Promise.all([...writes, one.read('latest'), other.list()]);
  }
  expect((await one.list()).map(({ step }) => step)).toEqual([14, 16, 18, 20]);
  for (const step of [14, 16, 18, 20]) await decodeCheckpoint((await other.read(step))!);
  expect(readdirSync(folder)).toHaveLength(4);
});

it('removes what killed processes left, and nothing of those that go on', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const host = hostname().replace(/[^\w.]/g, '_');
  const name = (machine: string, id: number, thread: number) =>
    `.step-000000007.${machine}-${id}-${thread}-0123456789ab.tmp`;
  const dayAgo = Date.now() / 1000 - 86_401;
  const gone = [name(host, dead, 0), name(host, process.pid, threadId), name('elsewhere-1', 1, 0)];
  const kept = [
    name(host, process.ppid, 0), // a process that goes on
    name(host, process.pid, threadId + 1), // another thread of this one
    name('elsewhere-2', 1, 0), // another machine's, and new
    '.step-7.tmp',
  ];
  for (const each of [...gone, ...kept]) writeFileSync(join(folder, each), 'half');
  utimesSync(join(folder, gone[2]!), dayAgo, dayAgo);
  await fileStore(folder).write(await checkpointAt(8));
  expect(readdirSync(folder).sort()).toEqual([...kept, 'step-000000008.safetensors'].sort());
});

it('tells why it could not store a checkpoint', async () => {
  writeFileSync(join(folder, 'file'), '');
  const error = await fileStore(join(folder, 'file', 'checkpoints'))
    .write(await checkpointAt(1))
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CheckpointError);
  expect((error as Error).message).toMatch(/^Couldn't write a checkpoint: ENOTDIR/);
  expect((error as { cause: NodeJS.ErrnoException }).cause.code).toBe('ENOTDIR');
});

it.each([
  ['folder', () => fileStore('')],
  ['folder', () => fileStore('a\0b')],
  ['folder', () => fileStore(7 as never)],
  ['options', () => fileStore('a', { keeps: 2 } as never)],
  ['keep', () => fileStore('a', { keep: 1.5 })],
  ['fileSystem', () => fileStore('a', { fileSystem: { open: 1 } as never })],
])('names %s where it is wrong', (argument, call) => {
  expect(call).toThrow(ArgumentError);
  expect(call).toThrow(new RegExp(`^${argument}:`));
});
