import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerLink } from '../../../src/trainer/workers/worker-link';

/** A browser's worker, as far as the link sees one. */
class FakeWorker extends EventTarget {
  sent: unknown[] = [];
  terminated = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

describe('a link to a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives an answer that came before it was asked for, and one that comes later', async () => {
    const worker = new FakeWorker();
    const link = new WorkerLink(worker, 1);
    worker.say({ kind: 'hello' });
    expect(await link.receive('hello', 1, 'no matter')).toEqual({ kind: 'hello' });
    const coming = link.receive('ready', 1, 'no matter');
    worker.say({ kind: 'ready' });
    expect(await coming).toEqual({ kind: 'ready' });
  });

  it('refuses to wait for ever, and whatever is asked of it after that', async () => {
    const link = new WorkerLink(new FakeWorker(), 2);
    const waiting = expect(link.receive('part', 60, 'it hangs')).rejects.toMatchObject({
      name: 'WorkerError',
      code: 'ERR_WORKER',
      worker: 2,
      message: "Worker 2: didn't answer in 60 s: it hangs.",
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await waiting;
    await expect(link.receive('part', 60, 'it hangs')).rejects.toThrow("didn't answer");
  });

  it('tells of an error of the script, and of an answer that it does not expect', async () => {
    const worker = new FakeWorker();
    const link = new WorkerLink(worker, 1);
    worker.say({ kind: 'ready' });
    await expect(link.receive('part', 1, '')).rejects.toThrow("said 'ready'; expected 'part'");
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'Script error.' }));
    await expect(link.receive('part', 1, '')).rejects.toThrow('Worker 1: failed: Script error.');
  });

  it.each([
    [null, 'null'],
    ['step done', "the string 'step done'"],
    [{ kind: 'log' }, 'an object with kind'],
  ])("takes what serveGame doesn't say for the worker's fault: %j", async (message, words) => {
    const worker = new FakeWorker();
    const link = new WorkerLink(worker, 1);
    const waiting = expect(link.receive('part', 60, '')).rejects.toMatchObject({
      name: 'WorkerError',
      message: expect.stringContaining(`Worker 1: said ${words}, which serveGame doesn't`),
    });
    worker.say(message);
    await waiting;
    await expect(link.receive('part', 60, '')).rejects.toThrow(words);
  });

  it('rejects what waits when the thread is ended', async () => {
    const worker = new FakeWorker();
    const link = new WorkerLink(worker, 1);
    const waiting = expect(link.receive('part', 60, '')).rejects.toThrow('was ended');
    await link.terminate();
    await waiting;
    expect(worker.terminated).toBe(true);
  });
});
