import { setTimeout as pause } from 'node:timers/promises';
import { estimateSinkhornDivergence } from 'gan-core/estimators';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KernelSoftMinima, softMinimaBytes } from '../../../src/estimators/transport/kernel-soft-minima';
import { KernelMemory } from '../../../src/estimators/wasm';
import { createPauses } from '../../../src/scheduling';
import {
  livingHelpers,
  startedHelpers,
  watchHelpers,
  withHelpersThat,
} from '../../backends/wasm/module/watched-helpers';
import { gaussianSamples } from '../gaussian-samples';

const { CompileError } = WebAssembly;
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
  const { values, dimension } = gaussianSamples(1200, [0, 0], [1, 1], seed);
  return { values: Float64Array.from(values as Float64Array), dimension, count: 1200 };
}) as [never, never];

/** The soft minima over the rows, as text. */
async function rowsBy(memory: KernelMemory): Promise<string> {
  const minima = await KernelSoftMinima.of(memory, p, q, 2, createPauses());
  const f = new Float64Array(1200);
  await minima.ofRows(new Float64Array(1200), f, 0.2);
  return f.join();
}

async function rowsAlone(): Promise<string> {
  return rowsBy((await KernelMemory.of(softMinimaBytes(p, q), 1))!);
}

describe('helpers of an estimate', () => {
  it('that fail in the middle of a chunk: one thread computes all again, in other memory', async () => {
    const truth = await rowsAlone();
    await withHelpersThat("throw new Error('a failure');", async () => {
      const memory = (await KernelMemory.of(softMinimaBytes(p, q), 3))!;
      const deadline = Date.now() + 30_000;
      while (memory.threads > 1) {
        expect(Date.now()).toBeLessThan(deadline);
        expect(await rowsBy(memory)).toBe(truth);
      }
      await until(() => livingHelpers() === 0);
      expect(await rowsBy(memory)).toBe(truth);
      memory.close();
    });
  });

  it('that are ended while they are idle: the others go on, at last one thread alone', async () => {
    const truth = await rowsAlone();
    const memory = (await KernelMemory.of(softMinimaBytes(p, q), 3))!;
    await until(() => startedHelpers.length >= 2 && livingHelpers() === 2);
    for (const { worker } of startedHelpers.slice(-2)) {
      await worker.terminate();
      expect(await rowsBy(memory)).toBe(truth);
    }
    await until(() => memory.threads === 1);
    expect(await rowsBy(memory)).toBe(truth);
    memory.close();
  });

  it('that are all ended in the middle of a sweep: one thread begins it again', async () => {
    const truth = await rowsAlone();
    const memory = (await KernelMemory.of(softMinimaBytes(p, q), 3))!;
    await until(() => startedHelpers.length >= 2 && livingHelpers() === 2);
    let isDue = false;
    const pauses = {
      due: () => isDue,
      take: async () => {
        isDue = false;
        for (const { worker } of startedHelpers.slice(-2)) await worker.terminate();
        await until(() => memory.threads === 1);
      },
    };
    const minima = await KernelSoftMinima.of(memory, p, q, 2, pauses);
    isDue = true; // after a chunk of the sweep
    for (let sweep = 0; sweep < 2; sweep++) {
      const f = new Float64Array(1200);
      await minima.ofRows(new Float64Array(1200), f, 0.2);
      expect(f.join()).toBe(truth);
    }
    expect(memory.threads).toBe(1);
    memory.close();
  });

  it('end with it, also in the middle of a sweep', async () => {
    const memory = (await KernelMemory.of(softMinimaBytes(p, q), 4))!;
    const controller = new AbortController();
    const minima = await KernelSoftMinima.of(memory, p, q, 2, createPauses(controller.signal));
    const sweeps = (async () => {
      for (;;) await minima.ofRows(new Float64Array(1200), new Float64Array(1200), 0.2);
    })();
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(sweeps).rejects.toThrow('enough');
    memory.close();
    await until(() => livingHelpers() === 0);
  });
});

describe('an estimate', () => {
  const estimate = (signal?: AbortSignal) =>
    estimateSinkhornDivergence(p, q, { epsilon: 0.5, seed: 1, ...(signal && { signal }) });

  it('starts threads, and leaves none of them', async () => {
    const before = startedHelpers.length;
    await estimate();
    expect(startedHelpers.length).toBeGreaterThan(before);
    await until(() => livingHelpers() === 0);
  });

  it('that is aborted leaves none of them either', async () => {
    const controller = new AbortController();
    const before = startedHelpers.length;
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(estimate(controller.signal)).rejects.toThrow('enough');
    expect(startedHelpers.length).toBeGreaterThan(before);
    await until(() => livingHelpers() === 0);
  });

  it('is the same by one thread where memory can’t be shared, and in plain loops where none can be had', async () => {
    const truth = await estimate();
    const { Memory } = WebAssembly;
    const refuse = (isRefused: (descriptor: WebAssembly.MemoryDescriptor) => boolean) =>
      vi.stubGlobal('WebAssembly', {
        ...Object.fromEntries(
          Object.getOwnPropertyNames(WebAssembly).map((name) => [name, WebAssembly[name as 'Memory']]),
        ),
        Memory: function refusing(descriptor: WebAssembly.MemoryDescriptor) {
          if (isRefused(descriptor)) throw new RangeError('could not allocate memory');
          return new Memory(descriptor);
        },
      });
    const started = startedHelpers.length;
    refuse(({ shared }) => shared === true);
    expect(await estimate()).toEqual(truth);
    vi.unstubAllGlobals();
    refuse(() => true);
    const plain = await estimate();
    expect(startedHelpers).toHaveLength(started);
    expect(plain.value).not.toBe(truth.value); // another order of additions
    expect(plain.value).toBeCloseTo(truth.value, 9);
    expect(plain.standardError).toBeCloseTo(truth.standardError!, 9);
    expect(plain.converged).toBe(true);
  });

  it.each([
    ['there is no WebAssembly', () => vi.stubGlobal('WebAssembly', undefined)],
    [
      'a page’s Content-Security-Policy forbids it',
      () =>
        vi.stubGlobal('WebAssembly', {
          compile: () => Promise.reject(new CompileError('disallowed by embedder')),
        }),
    ],
  ])('is in plain loops where %s', async (_, stub) => {
    const truth = await estimate();
    vi.resetModules(); // what is compiled is kept
    const { estimateSinkhornDivergence: anew } = await import('gan-core/estimators');
    stub();
    const { value } = await anew(p, q, { epsilon: 0.5, seed: 1 });
    expect(value).not.toBe(truth.value);
    expect(value).toBeCloseTo(truth.value, 9);
  });
});
