import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Activation } from '../../../../src/backends/wasm/assembly/operation-codes';
import type { SimdKernels } from '../../../../src/backends/wasm/module/kernel-exports';
import { kernelsBinary } from '../../../../src/backends/wasm/module/kernels-binary';
import { inflatedBinary } from '../../../../src/threads';

/** Places in the pool, as thread-pool.ts in assembly has them, in words of 32 bits. */
const [numberWord, seatsWord] = [1, 19];
const [pool, numbers] = [4096, 65_536];

let module: WebAssembly.Module;
let kernels: SimdKernels;
let words: Int32Array;
/** The clock that the kernels look at, in milliseconds, and how far the next looks move it on. */
let clock: number;
let coming: number[];

/** Has helpers that never come share a job of as many chunks as there are steps, each of which takes so many milliseconds. */
function job(steps: readonly number[]): { isShared: boolean; helpers: number } {
  const before = words[numberWord];
  coming = [0, ...steps, 0]; // as it begins, after each chunk, as it ends
  kernels.activate(Activation.Relu, numbers, numbers, steps.length * 4096, 0);
  const isShared = words[numberWord] !== before;
  return { isShared, helpers: isShared ? words[seatsWord]! : 0 };
}
const even = [0.01, 0.01, 0.01, 0.01];
const delayed = [0.01, 5, 0.01, 0.01];

beforeAll(async () => {
  module = await WebAssembly.compile(await inflatedBinary(kernelsBinary));
});

beforeEach(() => {
  [clock, coming] = [1000, []];
  const now = () => {
    clock += coming.shift() ?? 0;
    return clock;
  };
  const memory = new WebAssembly.Memory({ initial: 8, maximum: 65_536, shared: true });
  const imports = { 'thread-pool': { sleep: () => {} }, 'active-threads': { now } };
  kernels = new WebAssembly.Instance(module, { env: { memory }, ...imports }).exports as never;
  words = new Int32Array(memory.buffer, pool, 64);
});

describe('the threads that take part in a job', () => {
  it('are all, while nothing is delayed, however long a chunk takes', () => {
    kernels.setPool(pool, 4, false, 0);
    for (const took of [0.001, 0.01, 1, 100])
      expect(job([took, 3 * took, took, took])).toEqual({ isShared: true, helpers: 3 });
    for (let time = 0; time < 20; time++) expect(job([1, 1, 1]).isShared).toBe(true);
  });

  it('are one fewer after a delay, for two milliseconds', () => {
    kernels.setPool(pool, 3, false, 0);
    job(even);
    expect(job(delayed).helpers).toBe(2);
    expect(job(even).helpers).toBe(1);
    clock += 1.5;
    expect(job(even).helpers).toBe(1);
    clock += 1;
    expect(job(even).helpers).toBe(2);
  });

  it('are one where two were delayed, which shares nothing', () => {
    kernels.setPool(pool, 2, false, 0);
    job(delayed);
    expect(job(even).isShared).toBe(false);
    clock += 3;
    expect(job(even)).toEqual({ isShared: true, helpers: 1 });
  });

  it('stay fewer for twice as long each time that the delay comes back soon, half a second at most', () => {
    kernels.setPool(pool, 2, false, 0);
    job(delayed);
    for (const hold of [2, 4, 8, 16, 32, 64, 128, 256, 512, 512, 512]) {
      clock += hold - 0.1;
      expect(job(even).isShared, `${hold} ms`).toBe(false);
      clock += 0.2;
      expect(job(delayed).isShared, `${hold} ms`).toBe(true);
    }
  });

  it('stay fewer for two milliseconds again where all went well for longer than before', () => {
    kernels.setPool(pool, 2, false, 0);
    for (const wait of [0, 2.1, 4.1, 8.1]) {
      clock += wait;
      expect(job(delayed).isShared).toBe(true);
    }
    clock += 16.1;
    expect(job(even).isShared).toBe(true);
    clock += 25;
    expect(job(delayed).isShared).toBe(true);
    clock += 2.1;
    expect(job(even).isShared).toBe(true);
  });

  it.each([1, 16, 100])('are all by a clock of %i ms, which tells short times as none or as that', (step) => {
    kernels.setPool(pool, 2, false, 0);
    for (let time = 0; time < 20; time++)
      expect(job([0, 0, time % 3 === 0 ? step : 0, 0]).isShared).toBe(true);
  });

  it('are all again in a new pool', () => {
    kernels.setPool(pool, 2, false, 0);
    job(delayed);
    kernels.setPool(pool, 2, false, 0);
    expect(job(even).isShared).toBe(true);
  });
});
