import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from '../../src/node/make-folders';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'folders-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('makeFolders', () => {
  it('makes all that are missing, and gives the first of them', async () => {
    const deepest = join(folder, 'a', 'b', 'c');
    expect(await makeFolders(deepest)).toBe(join(folder, 'a'));
    expect(statSync(deepest).isDirectory()).toBe(true);
    expect(await makeFolders(join(deepest, 'd'))).toBe(join(deepest, 'd'));
    expect(await makeFolders(deepest)).toBeUndefined();
    expect(await makeFolders('/')).toBeUndefined();
  });

  it('is done for all that ask for it at once', async () => {
    const deepest = join(folder, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 20 }, () => makeFolders(deepest)));
    expect(statSync(deepest).isDirectory()).toBe(true);
  });

  it('ends where none can be made: beneath a file, a link that leads nowhere, and in /proc', async () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'gone'), join(folder, 'nowhere'));
    await expect(makeFolders(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolders(join(folder, 'file', 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeFolders(join(folder, 'nowhere', 'a', 'b'))).rejects.toMatchObject({ code: 'EEXIST' });
    if (existsSync('/proc'))
      await expect(makeFolders('/proc/x/y')).rejects.toMatchObject({
        code: expect.stringMatching(/ENOENT|EACCES/),
      });
  });
});
