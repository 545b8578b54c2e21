import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppendFile, type FileSystem } from '../../../src/node/files/append-file';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-'));
  path = join(folder, 'sub', 'log');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const record = (text: string) => new TextEncoder().encode(`${text}\n`);
const content = () => readFileSync(path, 'utf8');

/** A file system whose next writes do what they are told to: fail, or write so many bytes. */
function failing(plan: (number | 'ENOSPC')[]): FileSystem {
  return {
    mkdir,
    async open(at, flags) {
      const file = await open(at, flags);
      return {
        truncate: (length) => file.truncate(length),
        sync: () => file.sync(),
        stat: file.stat.bind(file),
        close: () => file.close(),
        write: (async (bytes: Uint8Array, offset: number, length: number, position: number) => {
          const next = plan.shift();
          if (next === 'ENOSPC')
            throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: next });
          return file.write(bytes, offset, Math.min(length, next ?? length), position);
        }) as never,
      };
    },
  };
}

describe('AppendFile', () => {
  it('makes the folder, and appends to what is there', async () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(path, 'old\n');
    const file = new AppendFile(path);
    await file.begin('path');
    await file.append(record('one'));
    await file.append(record('two'));
    await file.end();
    expect(content()).toBe('old\none\ntwo\n');
  });

  it('writes on after a short write', async () => {
    const file = new AppendFile(path, failing([1, 2, 1]));
    await file.begin('path');
    await file.append(record('one two three'));
    expect(content()).toBe('one two three\n');
  });

  it('warns once of a disk that is full, cuts off what was half written, and writes all of it when there is room', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const file = new AppendFile(path, failing([4, 2, 'ENOSPC', 3, 'ENOSPC', 'ENOSPC']));
    await file.begin('path');
    await file.append(record('one'));
    for (const text of ['two', 'three', 'four']) await file.append(record(text)); // no error comes out
    expect(content()).toMatch(/^one\n/);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls[0]![0]).toContain(
      "log can't be written: ENOSPC: no space left on device, write. Training goes on",
    );
    await file.append(record('five'));
    expect(content()).toBe('one\ntwo\nthree\nfour\nfive\n');
  });

  it('lets the oldest records go where too many wait', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const plan: 'ENOSPC'[] = ['ENOSPC', 'ENOSPC', 'ENOSPC'];
    const file = new AppendFile(path, failing(plan));
    await file.begin('path');
    const large = (letter: string) => new TextEncoder().encode(letter.repeat(7 * 2 ** 20));
    for (const letter of ['a', 'b', 'c']) await file.append(large(letter));
    await file.append(record('d'));
    expect([...new Set(content())].join('')).toBe('bcd\n');
  });

  it('refuses a place that can’t be written, before anything else, and names it', async () => {
    writeFileSync(join(folder, 'file'), '');
    const file = new AppendFile(join(folder, 'file', 'log'));
    await expect(file.begin('folder')).rejects.toThrow(
      /^folder: .*file\/log can't be written: (ENOTDIR|EEXIST): .*; expected a place/,
    );
  });
});
