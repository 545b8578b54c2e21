import { setTimeout as pause } from 'node:timers/promises';
import { densityCoverage } from 'gan-core/metrics';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KernelPairs, kernelPairsBytes } from '../../../src/estimators/near-pairs/kernel-pairs';
import { KernelMemory } from '../../../src/estimators/wasm';
import { createPauses } from '../../../src/scheduling';
import {
  livingHelpers,
  startedHelpers,
  watchHelpers,
  withHelpersThat,
} from '../../backends/wasm/module/watched-helpers';
import { along, gaussianSamples } from '../gaussian-samples';

watchHelpers();
afterEach(() => vi.unstubAllGlobals());

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it never came to be');
    await pause(5);
  }
}

const [p, q] = [1, 2].map((seed) => {
  const dimension = 32;
  const { values } = gaussianSamples(2500, along(dimension, 0), along(dimension, 1), seed);
  return { values: Float64Array.from(values as Float64Array), dimension, count: 2500 };
}) as [never, never];

/** The pairs that are visited, as text: about a hundredth of all. */
async function pairsBy(memory: KernelMemory, pauses = createPauses()): Promise<string> {
  const visited: string[] = [];
  const bounds = { first: new Float64Array(2500).fill(30) };
  const visit = (i: number, j: number, squared: number) => void visited.push(`${i},${j}:${squared}`);
  const search = { first: p, second: q, bounds, visit };
  memory.takeBack();
  await (await KernelPairs.of(memory, search, pauses)).search();
  return visited.sort().join();
}
const memoryOf = async (threads: number) =>
  (await KernelMemory.of(kernelPairsBytes({ first: p, second: q, bounds: {}, visit: () => {} }), threads))!;
async function pairsAlone(): Promise<string> {
  const pairs = await pairsBy(await memoryOf(1));
  expect(pairs.length).toBeGreaterThan(10_000);
  return pairs;
}

describe('threads of a search for near pairs', () => {
  it('find the same pairs for 1 to 4 of them, all of which take part', async () => {
    const truth = await pairsAlone();
    for (const threads of [2, 3, 4]) {
      const memory = await memoryOf(threads);
      const helped = () =>
        Array.from({ length: threads - 1 }, (_, index) => memory.kernels.tallyOf(index + 1)).every(
          (tally) => tally > 0,
        );
      const deadline = Date.now() + 60_000;
      for (let round = 0; round < 2 || !helped(); round++) {
        expect(Date.now()).toBeLessThan(deadline);
        expect((await pairsBy(memory)) === truth).toBe(true);
      }
      memory.close();
    }
  });

  it('that fail in the middle of a chunk: one computes the step again, and no pair is visited twice', async () => {
    const truth = await pairsAlone();
    await withHelpersThat("throw new Error('a failure');", async () => {
      const memory = await memoryOf(3);
      const deadline = Date.now() + 60_000;
      while (memory.threads > 1) {
        expect(Date.now()).toBeLessThan(deadline);
        expect((await pairsBy(memory)) === truth).toBe(true);
      }
      await until(() => livingHelpers() === 0);
      expect((await pairsBy(memory)) === truth).toBe(true);
      memory.close();
    });
  });

  it('that are all ended in the middle of a search: one goes on alone', async () => {
    const truth = await pairsAlone();
    const memory = await memoryOf(3);
    await until(() => startedHelpers.length >= 2 && livingHelpers() === 2);
    let turns = 0;
    const pauses = {
      due: () => ++turns === 20,
      take: async () => {
        for (const { worker } of startedHelpers.slice(-2)) await worker.terminate();
        await until(() => memory.threads === 1);
      },
    };
    expect((await pairsBy(memory, pauses)) === truth).toBe(true);
    expect(turns).toBeGreaterThan(20);
    expect(memory.threads).toBe(1);
    memory.close();
  });
});

describe('a metric by neighbors', () => {
  const draw = (seed: number) => gaussianSamples(7000, along(80, 0), along(80, 1), seed);
  const [real, generated] = [draw(1), draw(2)];

  it('starts threads where there are many samples, and leaves none of them, aborted or not', async () => {
    const before = startedHelpers.length;
    const controller = new AbortController();
    const search = densityCoverage(real, generated, { signal: controller.signal });
    await until(() => startedHelpers.length > before);
    controller.abort(new Error('enough'));
    await expect(search).rejects.toThrow('enough');
    await until(() => livingHelpers() === 0);
    await densityCoverage(real, generated);
    await until(() => livingHelpers() === 0);
  });

  it('is the same to the bit by one thread where memory can’t be shared, and without WebAssembly', async () => {
    const [few, others] = [
      gaussianSamples(1500, along(9, 0), along(9, 1), 1),
      gaussianSamples(1600, along(9, 0), along(9, 1), 2),
    ];
    const truth = await densityCoverage(few, others);
    vi.stubGlobal('crossOriginIsolated', false);
    expect(await densityCoverage(few, others)).toEqual(truth);
    vi.unstubAllGlobals();
    vi.resetModules(); // what is compiled is kept
    const { densityCoverage: anew } = await import('gan-core/metrics');
    vi.stubGlobal('WebAssembly', undefined);
    expect(await anew(few, others)).toEqual(truth);
  });
});
