import { describe, expect, it } from 'vitest';
import { createPauses } from '../../src/scheduling';

/** Works until a timer, set before, has run; gives how long that took. */
async function workUntilTimer(signal?: AbortSignal): Promise<number> {
  let ran = false;
  setTimeout(() => {
    ran = true;
  }, 1);
  const pauses = createPauses(signal);
  const start = performance.now();
  while (!ran && performance.now() - start < 2000) if (pauses.due()) await pauses.take();
  return performance.now() - start;
}

describe('createPauses', () => {
  it('lets a timer run while a loop goes on', async () => {
    expect(await workUntilTimer()).toBeLessThan(1000);
  });

  it('throws the reason of a signal that was aborted before, at once', () => {
    const reason = new Error('enough');
    expect(() => createPauses(AbortSignal.abort(reason))).toThrow(reason);
  });

  it('throws the reason of a signal that is aborted meanwhile, at the next pause', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const pauses = createPauses(controller.signal);
    await pauses.take();
    controller.abort(reason);
    await expect(pauses.take()).rejects.toBe(reason);
  });
});
