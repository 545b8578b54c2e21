import { expect, it } from 'vitest';

it('a Trainer runs as a whole in a Web Worker, as docs/browsers.md shows', async () => {
  const worker = new Worker(new URL('./whole-training.worker.ts', import.meta.url), { type: 'module' });
  interface Message {
    readonly done?: true;
    readonly step: number;
    readonly loss: number;
    readonly samples: Float32Array;
  }
  const messages = await new Promise<Message[]>((resolve, reject) => {
    const received: Message[] = [];
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.done) resolve(received);
      else received.push(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  expect(messages.map(({ step }) => step)).toEqual([10, 20]);
  for (const { loss, samples } of messages) {
    expect(loss).toBeGreaterThan(0);
    expect(samples).toHaveLength(16);
    expect(samples.every(Number.isFinite)).toBe(true);
  }
});
