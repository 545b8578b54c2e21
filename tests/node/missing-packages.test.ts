import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstalledPackage } from '../../src/node/find-package';
import { describeMissing, isCompatible } from '../../src/node/missing-packages';

const devDependencies = {
  '@tensorflow/tfjs-core': '4.22.0',
  '@tensorflow/tfjs-layers': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  linkedom: '0.18.15',
  'fast-png': '8.0.0',
};
const needed = ['@tensorflow/tfjs-backend-wasm', 'linkedom', 'fast-png'];
let root: string;

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', ''); // whatever runs the tests
  root = realpathSync(mkdtempSync(join(tmpdir(), 'gan-core-packages-')));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** Puts a package into a folder's node_modules. */
function install(name: string, version: string, folder: string): string {
  const path = join(root, folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version }));
  return path;
}

/** gan-core in a folder's node_modules, with the packages given as `name@version`. */
function project(folder: string, packages: readonly string[]): InstalledPackage {
  for (const each of packages) {
    const at = each.lastIndexOf('@');
    install(each.slice(0, at), each.slice(at + 1), folder);
  }
  const own = install('gan-core', '0.1.0', folder);
  return { folder: own, manifest: { name: 'gan-core', version: '0.1.0', devDependencies } };
}

const command = (text: string | undefined) => text?.split('\n').at(-1);
const tfjs = ['@tensorflow/tfjs-core@4.22.0', '@tensorflow/tfjs-layers@4.22.0'];

describe('in a project that has gan-core', () => {
  it('says nothing where all is there', () => {
    const own = project('app', [
      ...tfjs,
      '@tensorflow/tfjs-backend-wasm@4.22.0',
      'linkedom@0.18.15',
      'fast-png@8.1.0',
    ]);
    expect(describeMissing(needed, own, join(root, 'app'))).toBeUndefined();
  });

  it('names exactly what is missing, in one npm command', () => {
    const own = project('app', [...tfjs, 'linkedom@0.18.15']);
    const text = describeMissing(needed, own, join(root, 'app'));
    expect(text).toBe(
      'not installed: @tensorflow/tfjs-backend-wasm, fast-png. Run:\nnpm install @tensorflow/tfjs-backend-wasm@4.22.0 fast-png@8.0.0',
    );
  });

  it('asks in the words of the package manager that runs it', () => {
    const own = project('app', [...tfjs, 'linkedom@0.18.15', 'fast-png@8.0.0']);
    vi.stubEnv('npm_config_user_agent', 'pnpm/10.34.9 npm/? node/v20.20.2 linux x64');
    expect(command(describeMissing(needed, own, join(root, 'app')))).toBe(
      'pnpm add @tensorflow/tfjs-backend-wasm@4.22.0',
    );
  });

  it("asks for tfjs in the installed tfjs-core's version, and for the peers where they are missing too", () => {
    const own = project('app', ['@tensorflow/tfjs-core@4.23.0', 'linkedom@0.18.15', 'fast-png@8.0.0']);
    expect(command(describeMissing(needed, own, join(root, 'app')))).toBe(
      'npm install @tensorflow/tfjs-layers@4.23.0 @tensorflow/tfjs-backend-wasm@4.23.0',
    );
  });

  it('asks for another version where the installed one is not known to work', () => {
    const own = project('app', [
      ...tfjs,
      '@tensorflow/tfjs-backend-wasm@4.22.0',
      'linkedom@0.18.15',
      'fast-png@6.2.0',
    ]);
    expect(describeMissing(needed, own, join(root, 'app'))).toBe(
      'not installed: fast-png 8.0.0 (6.2.0 is installed). Run:\nnpm install fast-png@8.0.0',
    );
  });

  it('works in a folder below the project, and with links as pnpm has them', () => {
    const own = project('store', [...tfjs, 'linkedom@0.18.15', 'fast-png@8.0.0']);
    const link = join(root, 'app/node_modules/gan-core');
    mkdirSync(dirname(link), { recursive: true });
    mkdirSync(join(root, 'app/src/deep'), { recursive: true });
    symlinkSync(own.folder, link);
    expect(command(describeMissing(needed, own, join(root, 'app/src/deep')))).toBe(
      'npm install @tensorflow/tfjs-backend-wasm@4.22.0',
    );
  });
});

describe("from npx's cache, which a person can't install into", () => {
  it('asks for gan-core itself and all that the folder lacks', () => {
    const own = project('cache', tfjs);
    install('linkedom', '0.18.15', 'empty');
    expect(command(describeMissing(needed, own, join(root, 'empty')))).toBe(
      'npm install gan-core@0.1.0 @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 fast-png@8.0.0',
    );
  });

  it('runs there all the same where its own packages are complete', () => {
    const own = project('cache', [
      ...tfjs,
      '@tensorflow/tfjs-backend-wasm@4.22.0',
      'linkedom@0.18.15',
      'fast-png@8.0.0',
    ]);
    expect(describeMissing(needed, own, join(root, 'empty'))).toBeUndefined();
  });
});

it.each([
  ['4.22.0', '4.22.0', true],
  ['4.23.1', '4.22.0', true],
  ['4.21.9', '4.22.0', false],
  ['5.0.0', '4.22.0', false],
  ['0.18.20', '0.18.15', true],
  ['0.18.14', '0.18.15', false],
  ['0.19.0', '0.18.15', false],
  ['8.0.0-beta.1', '8.0.0', true],
])('%s will do where %s was tested: %s', (version, tested, answer) => {
  expect(isCompatible(version, tested)).toBe(answer);
});
