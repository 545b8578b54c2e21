import { describe, expect, it } from 'vitest';
import { createPauses, inBlocks } from '../../src/scheduling';

describe('inBlocks', () => {
  it('goes through everything once, in order, in blocks that shrink with the cost', async () => {
    for (const [count, cost] of [
      [0, 1],
      [10, 1],
      [100_000, 1],
      [7, 1e9],
      [1000, 300],
    ] as const) {
      let next = 0;
      await inBlocks(count, cost, createPauses(), (from, to) => {
        expect(from).toBe(next);
        expect((to - from) * cost).toBeLessThanOrEqual(Math.max(16_384, cost));
        next = to;
      });
      expect(next).toBe(count);
    }
  });
  it('ends with the signal’s reason', async () => {
    const controller = new AbortController();
    const pauses = createPauses(controller.signal);
    const endless = inBlocks(Infinity, 1e9, pauses, (from) => {
      if (from === 5) controller.abort(new Error('enough'));
    });
    await expect(endless).rejects.toThrow('enough');
  });
});
