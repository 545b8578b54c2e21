import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRunFolder } from '../../../src/node/run-folder/make-run-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('makeRunFolder', () => {
  it('numbers from 0, one above the highest, whatever else is there', async () => {
    const runs = join(folder, 'deep', 'runs');
    expect(await makeRunFolder(runs, 'a')).toBe(join(runs, '00000-a'));
    for (const name of ['00041-b', '00007', 'notes', '1-c', '00050x']) mkdirSync(join(runs, name));
    expect(basename(await makeRunFolder(runs, 'a'))).toBe('00042-a');
    mkdirSync(join(runs, '99999-z'));
    expect(basename(await makeRunFolder(runs, 'a'))).toBe('100000-a');
  });

  it('gives each of many at once a number of its own', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `run${index % 3}`);
    const made = await Promise.all(names.map((name) => makeRunFolder(folder, name)));
    const numbers = made.map((path) => basename(path).slice(0, 5));
    expect(new Set(numbers).size).toBe(40);
    expect(readdirSync(folder)).toHaveLength(40); // no claim is left behind
    expect(made.map((path) => basename(path).slice(6))).toEqual(names);
  });

  it('refuses a place that is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(makeRunFolder(join(folder, 'file'), 'a')).rejects.toThrow(
      /^folder: .*file can't be written: EEXIST/,
    );
  });
});
