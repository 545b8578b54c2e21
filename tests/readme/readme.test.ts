import '@tensorflow/tfjs-backend-cpu';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../examples/catalog';
import { backendNames, loadDriver, tfjsNameOf } from '../../src/backends/backend-drivers';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const readme = readFileSync(path('../../README.md'), 'utf8');
const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]!);
const first = /```js\n(.*?)```/s.exec(readme)![1]!;
const folder = path('./programs');

tf.enableProdMode();

describe("the README's programs", () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
    mkdirSync(folder, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a program as it stands, and gives what it printed, line by line. */
  async function run(
    index: number,
    more = '',
  ): Promise<{ lines: unknown[][]; exports: Record<string, unknown> }> {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const file = `${folder}/program-${index}.ts`;
    writeFileSync(file, programs[index]! + more);
    const exports = await import(/* @vite-ignore */ file);
    const lines = log.mock.calls;
    log.mockRestore();
    return { lines, exports };
  }

  it('are the three that are tested here', () => {
    expect(programs).toHaveLength(2);
    expect(readme.match(/```js\n/g)).toHaveLength(1);
  });

  it('the first is 12 lines of 80 columns of plain JavaScript, and prints what stands below it', () => {
    const lines = first.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    writeFileSync(`${folder}/ring.mjs`, first);
    const printed = execFileSync(process.execPath, [`${folder}/ring.mjs`], { encoding: 'utf8' });
    const claimed = /```text\n(.*?)```/s.exec(readme)![1]!;
    const read = (text: string) => {
      const [, modes, share, low, high] =
        /modes: (\d+),\s+highQualityShare: ([\d.]+),.*\} \[ ([\d.]+), ([\d.]+) \]/s.exec(text)!;
      return [modes, share, low, high].map(Number) as [number, number, number, number];
    };
    const [modes, share, low, high] = read(printed);
    expect(modes).toBe(8);
    expect(share).toBeGreaterThanOrEqual(0.9);
    // Other versions of Node round a logarithm differently, which in 5,000 steps moves the last digits.
    for (const [index, value] of read(claimed).entries())
      expect([modes, share, low, high][index]).toBeCloseTo(value, 1);
  }, 240_000); // it trains for half a minute, and other tests may have the cores

  it('the second prints exact, finite losses and gradients', async () => {
    const [[value, gradient], [smoothed]] = (await run(0)).lines as [
      [Float32Array, Float32Array],
      [Float32Array],
    ];
    expect(value[0]).toBeCloseTo((1e4 + Math.log(2)) / 3, 2);
    for (const [index, slope] of [-1 / 3, -1 / 6, 0].entries()) expect(gradient[index]).toBeCloseTo(slope, 6);
    expect(smoothed[0]).toBeCloseTo(2 * Math.log1p(Math.exp(-2)) + 0.1 * 2, 5);
  });

  it("the third shows the GAN paper's theorem, and a KL of Gaussians", async () => {
    const [[divergence], [reading], [kl]] = (await run(1)).lines as [[number], [number], [number]];
    // By hand: p = (2, 1, 1)/4, q = (1, 1, 2)/4, m = (3, 2, 3)/8.
    const truth =
      (0.5 * Math.log(4 / 3) + 0.25 * Math.log(2 / 3)) / 2 +
      (0.25 * Math.log(2 / 3) + 0.5 * Math.log(4 / 3)) / 2;
    expect(divergence).toBeCloseTo(truth, 14);
    expect(reading).toBeCloseTo(divergence, 14);
    expect(kl).toBeCloseTo((Math.log(2) + (1 + 1) / 2 - 1) / 2, 14);
  });
});

const backendDrivers = await Promise.all(backendNames().map(loadDriver));

describe("the README's figures", () => {
  it('the table of backends is the one that npm run readme writes', () => {
    const packages = [...readme.matchAll(/^\| `([\w-]+)` \| `([\w@/-]+)` \|/gm)].map(([, name, pkg]) => [
      name,
      pkg,
    ]);
    expect(packages).toEqual(backendDrivers.map((driver) => [driver.name, driver.package]));
  });

  it('what is known of a backend before its driver is loaded is what the driver says', () => {
    expect(backendNames().map((name) => [name, tfjsNameOf(name)])).toEqual(
      backendDrivers.map(({ name, tfjsName }) => [name, tfjsName]),
    );
  });

  it("each backend's package and range stand in package.json as an optional peer, beside the packages of the examples and of single functions", () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(path('../../package.json'), 'utf8'),
    );
    const optional = Object.keys(peerDependenciesMeta).filter((name) => peerDependenciesMeta[name].optional);
    const packages = new Set([
      ...backendDrivers.map((driver) => driver.package),
      '@tensorflow/tfjs-node-gpu', // node-gpu runs on either of two packages
      ...catalog.flatMap((example) => example.packages),
      ...['fast-png', 'jpeg-js'], // decoders of imageFolder
      ...['cli-progress', 'gifenc', 'idb'], // of progressBar, gifBytes and indexedDbStore
    ]);
    expect(optional.sort()).toEqual([...packages].sort());
    for (const driver of backendDrivers) expect(peerDependencies[driver.package]).toBe(driver.range);
  });
});
