import { availableParallelism } from 'node:os';
import { getBackend } from '@tensorflow/tfjs-core';
import { type UseBackendOptions, useBackend } from 'gan-core/backends';
import { describe, expect, it } from 'vitest';

describe('the number of threads', () => {
  it.each([0, -1, 1.5, 65, Number.NaN, Number.POSITIVE_INFINITY, '2', 'all', null, true])(
    '%j is refused, before anything is started',
    async (threads) => {
      for (const start of [
        () => useBackend('wasm', { threads } as UseBackendOptions),
        () => useBackend({ name: 'wasm', threads } as never),
      ])
        await expect(start()).rejects.toMatchObject({
          name: 'ArgumentError',
          message: expect.stringMatching(
            /^threads: got .*; expected 'auto' or a whole number from 1 to 64\.$/,
          ),
        });
      expect(getBackend()).not.toBe('wasm');
    },
  );

  it('other backends take it, and tell none', async () => {
    const active = await useBackend('cpu', { threads: 2 });
    expect(active).not.toHaveProperty('threads');
    active.restore();
  });

  it("is what was asked for, each time anew; 'auto' is the default, and the cores, four at most", async () => {
    const most = Math.min(4, availableParallelism());
    for (const [threads, expected] of [
      [undefined, most],
      [2, 2],
      [1, 1],
      [64, 64],
      ['auto', most],
      [3, 3],
      [undefined, most],
    ] as const) {
      const active = await useBackend('wasm', threads === undefined ? {} : { threads });
      expect(active.threads, `${threads}`).toBe(expected);
      active.restore();
    }
  });
});
