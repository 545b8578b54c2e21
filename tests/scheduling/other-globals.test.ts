import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPauses } from '../../src/scheduling';

// What jsdom, which Jest puts in place of a browser, hasn't.
describe('without all of the globals of Node and browsers', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('pauses by setTimeout where there is neither setImmediate nor MessageChannel', async () => {
    vi.stubGlobal('setImmediate', undefined);
    vi.stubGlobal('MessageChannel', undefined);
    const pauses = createPauses();
    let timer = false;
    setTimeout(() => {
      timer = true;
    });
    await pauses.take();
    expect(timer).toBe(true);
  });

  it('takes signals that have no throwIfAborted', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    Object.defineProperty(controller.signal, 'throwIfAborted', { value: undefined });
    const pauses = createPauses(controller.signal);
    await pauses.take();
    controller.abort(reason);
    await expect(pauses.take()).rejects.toBe(reason);
  });
});
