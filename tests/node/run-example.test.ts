import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../examples/catalog';
import type { Example, ExampleOptions } from '../../examples/example';
import { savePicture } from '../../examples/save';
import { ownPackage } from '../../src/node/own-package';
import type { RunSettings } from '../../src/node/read-arguments';
import { runExample } from '../../src/node/run-example';
import { UsageError } from '../../src/node/usage-error';

const ring = catalog.find(({ name }) => name === 'ring')!;
let folder: string;
let printed: string[];
let complained: string[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gan-core-run-')));
  vi.stubEnv('npm_config_user_agent', ''); // whatever runs the tests
  [printed, complained] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void complained.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function start(run: Example['run'], settings: Partial<RunSettings> = {}): Promise<number> {
  const usual = { steps: 50, seed: 7, seeds: 1, out: join(folder, 'pictures'), assets: false };
  return runExample(ring, { ...usual, ...settings }, ownPackage(), async () => ({ run }));
}

describe('runExample', () => {
  it('says what is trained, on what, how long, and where the files go, before it trains', async () => {
    const code = await start(async (options) => {
      expect(printed.join('\n')).toBe(
        `Trains two networks of dense layers for 50 steps on samples of eight Gaussians on a ring.\nOn two cores, without a GPU, this takes some seconds; Ctrl-C ends it.\nIts files go to ${join(folder, 'pictures')}: ring.png, ring.json.\n`,
      );
      savePicture('ring.png', new Uint8Array([1]), options);
    });
    expect(code).toBe(0);
    expect(printed.at(-1)).toBe(join(folder, 'pictures/ring.png'));
    expect(readdirSync(join(folder, 'pictures'))).toEqual(['ring.png']);
  });

  it('gives the settings to the example, and no README pictures unless asked', async () => {
    const got: ExampleOptions[] = [];
    const keep = async (options: ExampleOptions) => void got.push(options);
    await start(keep);
    await start(keep, { assets: true });
    expect(got[0]).toMatchObject({ steps: 50, seed: 7, out: join(folder, 'pictures') });
    expect(got[0]!.assets).toBeUndefined();
    expect(got[1]!.assets).toBe(join(ownPackage().folder, 'docs/assets'));
  });

  it('ends on Ctrl-C with 130, and says what was kept', async () => {
    const listeners = process.listenerCount('SIGINT');
    const code = await start(async (options) => {
      savePicture('ring.png', new Uint8Array([1]), options);
      process.emit('SIGINT');
      options.signal.throwIfAborted();
    });
    expect(code).toBe(130);
    expect(complained).toEqual([`\nEnded by Ctrl-C. Kept: ${join(folder, 'pictures/ring.png')}.`]);
    expect(process.listenerCount('SIGINT')).toBe(listeners);
  });

  it('says so where nothing was kept', async () => {
    const code = await start(async ({ signal }) => {
      process.emit('SIGINT');
      signal.throwIfAborted();
    });
    expect([code, complained]).toEqual([130, ['\nEnded by Ctrl-C. No file was written yet.']]);
  });

  it("lets an example's error pass", async () => {
    await expect(start(() => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  });

  it('refuses a folder that is none before it loads anything', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const load = vi.fn();
    await expect(start(load, { out: join(file, 'deeper') })).rejects.toThrow(
      new UsageError(`--out: got '${join(file, 'deeper')}'; expected a folder, but ${file} is a file.`),
    );
    expect(load).not.toHaveBeenCalled();
    expect(printed).toEqual([]);
  });

  it('refuses a folder that takes no files, whatever its permissions say', async () => {
    const load = vi.fn();
    const nowhere = join(folder, 'nowhere');
    symlinkSync(join(folder, 'gone'), nowhere);
    // Node's own recursive mkdir never comes back from either.
    for (const out of [join(nowhere, 'deeper'), ...(existsSync('/proc') ? ['/proc/x/y'] : [])])
      await expect(start(load, { out })).rejects.toThrow(
        `--out: got '${out}'; expected a folder to write in, but`,
      );
    expect(load).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual(['nowhere']);
  });

  it('names the files of one claim where one is asked for', async () => {
    const lecture = catalog.find(({ name }) => name === 'lecture')!;
    const settings = { steps: 1, seed: 1, seeds: 1, out: folder, assets: false, only: '11' };
    await runExample(lecture, settings, ownPackage(), async () => ({ run: async () => {} }));
    expect(printed[2]).toBe(
      `Its files go to ${folder}: lecture-11-discriminator-guides.png, lecture-11-discriminator-guides.gif, lecture.json.\n`,
    );
  });

  it('asks for missing packages, and loads nothing', async () => {
    const load = vi.fn();
    const poor = { ...ring, packages: ['no-such-package-of-ours'] };
    const settings = { steps: 5, seed: 1, seeds: 1, out: folder, assets: false };
    expect(await runExample(poor, settings, ownPackage(), load)).toBe(1);
    expect(complained).toEqual([
      'gan-core ring: not installed: no-such-package-of-ours. Run:\nnpm install no-such-package-of-ours@latest',
    ]);
    expect(load).not.toHaveBeenCalled();
  });
});

/** The built program, as `npm test` and `npm run build` leave it in dist. */
function program(args: readonly string[], nodeOptions: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, 'dist/cli.js', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the built program', () => {
  it('answers a wrong value with a line and the code 2', () => {
    expect(program(['ring', '--steps', 'x'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "gan-core: --steps: got 'x'; expected a whole number, at least 1.\n",
    });
  });

  it("answers gan-core's own error with its line and the code 1", () => {
    // Node's own --no-expose-wasm went with Node 24.
    const without = join(folder, 'without-webassembly.cjs');
    writeFileSync(without, 'delete globalThis.WebAssembly;');
    const { status, stderr } = program(['ring', '--steps', '5', '--out', folder], ['--require', without]);
    expect(stderr).toBe(
      "gan-core: Backend 'wasm': this environment has no WebAssembly. useBackend('auto') takes one that can run here.\n",
    );
    expect(status).toBe(1);
  });

  it('lists the examples', () => {
    const { status, stdout } = program(['list']);
    expect(status).toBe(0);
    for (const { name, summary } of catalog)
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}`, 'm'));
  });

  it('tells which backends start', () => {
    const { status, stdout } = program(['info']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^gan-core \d+\.\d+\.\d+, in /);
    expect(stdout).toMatch(/^ {2}@tensorflow\/tfjs-core +\d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^ {2}cpu +starts$/m);
    expect(stdout).toMatch(/^ {2}wasm +starts$/m);
    expect(stdout).toMatch(/^ {2}webgl +WebGL needs a browser/m);
    expect(stdout).not.toContain('Warning');
  });
});
