import { ArgumentError, CheckpointError } from 'gan-core';
import { indexedDbStore } from 'gan-core/checkpoints';
import { expect, it, vi } from 'vitest';

it('says that Node has no IndexedDB, and what it has', async () => {
  const listing = indexedDbStore('run').list();
  await expect(listing).rejects.toBeInstanceOf(CheckpointError);
  await expect(listing).rejects.toThrow(/no IndexedDB.*fileStore of gan-core\/node/);
});

it('says how to install the package that it needs', async () => {
  vi.stubGlobal('indexedDB', {});
  vi.doMock('idb', () => {
    throw new Error("Cannot find package 'idb'");
  });
  try {
    const listing = indexedDbStore('run').list();
    await expect(listing).rejects.toBeInstanceOf(CheckpointError);
    await expect(listing).rejects.toThrow(/npm install idb/);
  } finally {
    vi.doUnmock('idb');
    vi.unstubAllGlobals();
  }
});

it.each([
  ['name', () => indexedDbStore('')],
  ['name', () => indexedDbStore(7 as never)],
  ['keep', () => indexedDbStore('run', { keep: 0 })],
])('names %s where it is wrong', (argument, call) => {
  expect(call).toThrow(ArgumentError);
  expect(call).toThrow(new RegExp(`^${argument}:`));
});
