import { describe, expect, it } from 'vitest';
import { createPauses, inSteps } from '../../src/scheduling';

describe('inSteps', () => {
  it('gives the result after all steps, or the signal’s reason', async () => {
    function* count(to: number): Generator<void, string> {
      for (let step = 0; step < to; step++) yield;
      return `${to} steps`;
    }
    expect(await inSteps(count(1000), createPauses())).toBe('1000 steps');
    const controller = new AbortController();
    const endless = inSteps(count(Infinity), createPauses(controller.signal));
    controller.abort(new Error('enough'));
    await expect(endless).rejects.toThrow('enough');
  });
});
