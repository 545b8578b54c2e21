import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from 'gan-core/backends';
import { gaussianRing } from 'gan-core/distributions';
import { sgd } from 'gan-core/optimizers';
import { type GameOptions, Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { game, gameOfConstantNoise } from './game.mjs';

type Kind = 'same' | 'constantNoise' | 'larger' | 'failing' | 'ending' | 'throwing' | 'silent';

const start = (kind: Kind) => () =>
  new Worker(new URL('./worker.mjs', import.meta.url), { workerData: kind });

function trainerOf(
  backend: BackendName,
  workers: TrainerOptions['workers'],
  { of = game, seed = 1 }: { of?: GameOptions; seed?: number } = {},
) {
  return new Trainer({
    ...of,
    backend,
    seed,
    // Where the rates are alike, weights differ by as much as gradients do.
    generatorOptimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
    discriminatorOptimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
    ...(workers && { workers }),
  });
}

/** What a run comes to: every number of its reports, and samples drawn after it. */
async function numbersOf(
  trainer: Trainer,
  { steps = 6, batchSize = 24, signal = undefined as AbortSignal | undefined } = {},
) {
  const { reports } = await trainer.fit(gaussianRing(), {
    steps,
    batchSize,
    reportEvery: 2,
    ...(signal && { signal }),
  });
  const samples = await trainer.sample(4, { seed: 5 });
  const numbers = reports.flatMap((report) => [
    report.discriminatorLoss,
    report.generatorLoss,
    report.realScore,
    report.fakeScore,
    report.realLogit,
    ...Object.values(report.terms),
  ]);
  const values = [...numbers, ...(await samples.data())];
  samples.dispose();
  return values;
}

async function disposed<T>(trainer: Trainer, work: (trainer: Trainer) => Promise<T>): Promise<T> {
  try {
    return await work(trainer);
  } finally {
    trainer.dispose();
  }
}

describeOnBackends('workers', (backend) => {
  it("an optimizer's update that goes on after it returns is refused, and no gradient stays", async () => {
    const before = tf.memory().numTensors;
    const late: unknown[] = [];
    const note = (error: unknown) => late.push(error);
    process.on('unhandledRejection', note);
    const update = async () => {
      throw new Error('late');
    };
    const trainer = new Trainer({
      ...game,
      backend,
      generatorOptimizer: {
        name: 'late',
        update: update as never,
        save: () => ({ updates: 0, tensors: {} }),
        restore() {},
        dispose() {},
      },
      workers: { count: 1, start: start('same') },
    });
    await expect(trainer.fit(gaussianRing(), { steps: 2, batchSize: 24 })).rejects.toThrow(
      /^generatorOptimizer: its update returns a promise/,
    );
    trainer.dispose();
    process.off('unhandledRejection', note);
    expect(late).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('give what one thread gives for the whole batch, where the noise is the same', async () => {
    const workers = { count: 2, start: start('constantNoise') };
    const alone = await disposed(trainerOf(backend, undefined, { of: gameOfConstantNoise }), numbersOf);
    const together = await disposed(trainerOf(backend, workers, { of: gameOfConstantNoise }), numbersOf);
    expect(together).toHaveLength(alone.length);
    for (const [index, value] of alone.entries()) expect(together[index]).toBeCloseTo(value, 5);
  });

  it('give the same numbers for the same seed, and each draws noise of its own', async () => {
    const workers = { count: 2, start: start('same') };
    const first = await disposed(trainerOf(backend, workers), numbersOf);
    expect(await disposed(trainerOf(backend, workers), numbersOf)).toEqual(first);
    // The logits of all threads' fakes are in the reports: by copies of one noise they would be as with one thread.
    expect(await disposed(trainerOf(backend, undefined), numbersOf)).not.toEqual(first);
    // Seeds are the same on every backend, and workers take a while to start.
    if (backend === 'wasm')
      expect(await disposed(trainerOf(backend, workers, { seed: 2 }), numbersOf)).not.toEqual(first);
  });

  it('give it in a second run too, with weights changed from outside in between, and leave no tensors', async () => {
    const before = tf.memory().numTensors;
    const numbers = async (workers: TrainerOptions['workers']) =>
      disposed(trainerOf(backend, workers, { of: gameOfConstantNoise }), async (trainer) => {
        const first = await numbersOf(trainer);
        const during = tf.memory().numTensors;
        const { discriminator } = await trainer.ready();
        for (const weight of discriminator.trainableWeights) {
          const variable = (weight as { read(): tf.Tensor }).read() as tf.Variable;
          tf.tidy(() => variable.assign(tf.clipByValue(variable, -0.1, 0.1)));
        }
        const second = await numbersOf(trainer);
        expect(tf.memory().numTensors).toBe(during);
        return [...first, ...second];
      });
    const alone = await numbers(undefined);
    const together = await numbers({ count: 1, start: start('constantNoise') });
    expect(together).toHaveLength(alone.length);
    for (const [index, value] of alone.entries()) expect(together[index]).toBeCloseTo(value, 5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are ended by an abort, and started anew by the next run', async () => {
    let started = 0;
    const workers = {
      count: 1,
      start: () => {
        started++;
        return start('same')();
      },
    };
    await disposed(trainerOf(backend, workers), async (trainer) => {
      const controller = new AbortController();
      const callback = setTimeout(() => controller.abort(new Error('enough')), 300);
      await expect(numbersOf(trainer, { steps: 1e6, signal: controller.signal })).rejects.toThrow('enough');
      clearTimeout(callback);
      await numbersOf(trainer);
      expect(started).toBe(2);
    });
  });
});

describe('a worker that', () => {
  const failure = (kind: Kind) =>
    disposed(trainerOf('cpu', { count: 1, start: start(kind) }), (trainer) => numbersOf(trainer)).catch(
      (error: Error) => error,
    );

  it.each([
    ['ending', /Worker 1: ended \(exit code 3\)/],
    ['throwing', /Worker 1: failed: a fault in the script/],
    ['silent', /Worker 1: ended \(exit code 0\).*must call serveGame/],
    ['larger', /Worker 1: ArgumentError: game: differs from the Trainer's in its weights \(/],
  ] as const)('is %s ends the run with a WorkerError', async (kind, message) => {
    const error = (await failure(kind)) as Error;
    expect(error.name).toBe('WorkerError');
    expect(error.message).toMatch(message);
  });

  it('fails ends the run with one too, leaves no tensors, and a next run starts others', async () => {
    let kind: Kind = 'failing';
    const workers = { count: 1, start: () => start(kind)() };
    const atFirst = tf.memory().numTensors;
    await disposed(trainerOf('cpu', workers), async (trainer) => {
      await expect(numbersOf(trainer)).rejects.toMatchObject({
        name: 'WorkerError',
        message: expect.stringMatching(/Worker 1: Error: the loss is out of order/),
      });
      kind = 'same';
      const numbers = await numbersOf(trainer);
      expect(numbers.every(Number.isFinite)).toBe(true);
      const before = tf.memory().numTensors;
      await numbersOf(trainer);
      expect(tf.memory().numTensors).toBe(before);
    });
    expect(tf.memory().numTensors).toBe(atFirst);
  });
});

describe('bad input', () => {
  it.each([
    [{ count: 0, start: start('same') }, /^workers.count: got 0/],
    [{ count: 1 }, /^workers.start: got undefined/],
    [{ count: 1, start: start('same'), size: 3 }, /unknown key 'size'/],
  ])('is refused: %o', (workers, message) => {
    expect(() => trainerOf('cpu', workers as never)).toThrow(message);
  });

  it.each([
    ['no thread', () => undefined, /^workers.start: gave undefined; expected a new Worker/],
    ['a promise', async () => ({}), /start: gave a promise/],
  ])('is a start that gives %s', async (_, wrong, message) => {
    const trainer = trainerOf('cpu', { count: 1, start: wrong as never });
    await expect(numbersOf(trainer)).rejects.toThrow(message);
    trainer.dispose();
  });

  it('is a batch that the threads can not share', async () => {
    const trainer = trainerOf('cpu', { count: 1, start: start('same') });
    await expect(numbersOf(trainer, { batchSize: 25 })).rejects.toThrow(
      /a batch of 25 samples; expected a multiple of 2/,
    );
    trainer.dispose();
  });
});
