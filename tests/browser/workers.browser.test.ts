import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { gaussianRing } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wasmPaths } from '../support/wasm-paths';
import { smallGame } from './small-game';

tf.enableProdMode();

describe('workers of a cross-origin-isolated page', () => {
  let backend: ActiveBackend;
  beforeAll(async () => {
    backend = await useBackend('wasm', { wasmPaths });
  });
  afterAll(() => backend.restore());

  const start = () => new Worker(new URL('./training-worker.ts', import.meta.url), { type: 'module' });
  const startLacking = () => new Worker(new URL('./lacking-worker.ts', import.meta.url), { type: 'module' });

  async function numbersOf(count: number, start: () => Worker): Promise<number[]> {
    const trainer = new Trainer({ ...smallGame, seed: 1, workers: { count, start } });
    try {
      const { reports } = await trainer.fit(gaussianRing(), { steps: 5, batchSize: 24, reportEvery: 1 });
      return reports.flatMap((report) => [report.discriminatorLoss, report.generatorLoss, report.fakeScore]);
    } finally {
      trainer.dispose();
    }
  }

  it('train, with the same numbers for the same seed and count', async () => {
    expect(crossOriginIsolated).toBe(true);
    const first = await numbersOf(2, start);
    expect(first.every(Number.isFinite)).toBe(true);
    expect(await numbersOf(2, start)).toEqual(first);
    expect(await numbersOf(1, start)).not.toEqual(first);
  });

  it('without networks of their own give the same numbers by those of the page', async () => {
    expect(await numbersOf(2, startLacking)).toEqual(await numbersOf(2, start));
  });

  it('that fail to load end the run with a WorkerError', async () => {
    const missing = () => new Worker('/no/such/worker.js', { type: 'module' });
    const trainer = new Trainer({ ...smallGame, workers: { count: 1, start: missing } });
    await expect(trainer.fit(gaussianRing(), { steps: 5 })).rejects.toMatchObject({ code: 'ERR_WORKER' });
    trainer.dispose();
  });
});

it('a Trainer runs as a whole in a Web Worker, as docs/training.md shows', async () => {
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
