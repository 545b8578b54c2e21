import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitCommit } from '../../../src/node/run-folder/git-commit';

const [one, two] = ['1'.repeat(40), 'ab'.repeat(20)];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkout-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

describe('gitCommit', () => {
  it('is that of the branch, seen from a folder within', () => {
    put('.git/HEAD', 'ref: refs/heads/main\n');
    put('.git/refs/heads/main', `${one}\n`);
    mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
    expect(gitCommit(join(folder, 'src', 'deep'))).toBe(one);
  });

  it('is found among packed branches, and where no branch is checked out', () => {
    put('.git/HEAD', 'ref: refs/heads/main\n');
    put(
      '.git/packed-refs',
      `# pack-refs with: peeled\n${one} refs/heads/other-main\n${two} refs/heads/main\n^${one}\n`,
    );
    expect(gitCommit(folder)).toBe(two);
    put('.git/HEAD', `${one}\n`);
    expect(gitCommit(folder)).toBe(one);
  });

  it('is found in a worktree', () => {
    put('main/.git/refs/heads/side', `${two}\n`);
    put('main/.git/worktrees/side/HEAD', 'ref: refs/heads/side\n');
    put('main/.git/worktrees/side/commondir', '../..\n');
    put('side/.git', `gitdir: ${join(folder, 'main/.git/worktrees/side')}\n`);
    expect(gitCommit(join(folder, 'side'))).toBe(two);
  });

  it('is none before the first commit, and of what is no hash', () => {
    put('.git/HEAD', 'ref: refs/heads/main\n');
    expect(gitCommit(folder)).toBeUndefined();
    put('.git/HEAD', 'nothing\n');
    expect(gitCommit(folder)).toBeUndefined();
  });
});
