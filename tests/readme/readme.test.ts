import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, modeCoverage } from 'gan-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../examples/catalogue';
import { backendDrivers } from '../../src/backends/backend-drivers';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const readme = readFileSync(path('../../README.md'), 'utf8');
const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]!);
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
    expect(programs).toHaveLength(3);
  });

  it('the first is about 15 lines, and learns: its samples reach all eight modes', async () => {
    const lines = programs[0]!.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(16);
    const { lines: printed, exports } = await run(0, 'export { samples };');
    expect(printed.map(([step]) => step)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    for (const line of printed) expect(line.every((value) => Number.isFinite(value))).toBe(true);
    const samples = (await (exports.samples as tf.Tensor2D).array()) as number[][];
    expect(modeCoverage(samples, gaussianRing()).modes).toBe(8);
  });

  it('the second prints exact, finite losses and gradients', async () => {
    const [[value, gradient], [smoothed]] = (await run(1)).lines as [
      [Float32Array, Float32Array],
      [Float32Array],
    ];
    expect(value[0]).toBeCloseTo((1e4 + Math.log(2)) / 3, 2);
    for (const [index, slope] of [-1 / 3, -1 / 6, 0].entries()) expect(gradient[index]).toBeCloseTo(slope, 6);
    expect(smoothed[0]).toBeCloseTo(2 * Math.log1p(Math.exp(-2)) + 0.1 * 2, 5);
  });

  it("the third shows the GAN paper's theorem, and a KL of Gaussians", async () => {
    const [[divergence, reading], [kl]] = (await run(2)).lines as [[number, number], [number]];
    // By hand: p = (2, 1, 1)/4, q = (1, 1, 2)/4, m = (3, 2, 3)/8.
    const truth =
      (0.5 * Math.log(4 / 3) + 0.25 * Math.log(2 / 3)) / 2 +
      (0.25 * Math.log(2 / 3) + 0.5 * Math.log(4 / 3)) / 2;
    expect(divergence).toBeCloseTo(truth, 14);
    expect(reading).toBeCloseTo(divergence, 14);
    expect(kl).toBeCloseTo((Math.log(2) + (1 + 1) / 2 - 1) / 2, 14);
  });
});

describe("the README's figures", () => {
  it('the table of backends is the one that npm run readme writes', () => {
    const packages = [...readme.matchAll(/^\| `([\w-]+)` \| `([\w@/-]+)` \|/gm)].map(([, name, pkg]) => [
      name,
      pkg,
    ]);
    expect(packages).toEqual(backendDrivers.map((driver) => [driver.name, driver.package]));
  });

  it("each backend's package and range stand in package.json as an optional peer, beside the examples' packages alone", () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(path('../../package.json'), 'utf8'),
    );
    const optional = Object.keys(peerDependenciesMeta).filter((name) => peerDependenciesMeta[name].optional);
    const packages = new Set([
      ...backendDrivers.map((driver) => driver.package),
      '@tensorflow/tfjs-node-gpu', // node-gpu runs on either of two packages
      ...catalogue.flatMap((example) => example.packages),
    ]);
    expect(optional.sort()).toEqual([...packages].sort());
    for (const driver of backendDrivers) expect(peerDependencies[driver.package]).toBe(driver.range);
  });
});
