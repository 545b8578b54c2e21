import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { createRandom } from 'gan-core';
import { adam, type Optimizer } from 'gan-core/optimizers';
import type { Callback } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';

onCpu();

const forEver = () => new Promise<never>(() => {});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What fit gives, or throws, and how long it takes; a wait without end is a failure of the test. */
async function settled(fit: Promise<unknown>) {
  const began = performance.now();
  const result = await Promise.race([
    fit.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    ),
    pause(5000).then(() => ({ late: true })),
  ]);
  return { ...result, milliseconds: performance.now() - began };
}

/** Batches, and what comes when they are closed. */
async function* batches(atTheEnd: () => unknown, badAfter = Number.POSITIVE_INFINITY) {
  try {
    for (let count = 0; ; count++) {
      const batch = ring.sample(4, createRandom(count));
      try {
        yield count < badAfter ? batch : (5 as never);
      } finally {
        batch.dispose();
      }
    }
  } finally {
    await atTheEnd();
  }
}

const closingFails = () => {
  throw new Error('already closed');
};

/** Aborts `fit` from a step, by a reason of its own. */
function abortingIn(step: number, ...callbacks: Callback[]) {
  const controller = new AbortController();
  const reason = new Error('enough');
  const abort: Callback = {
    name: 'abort',
    onStepEnd: (at) => {
      if (at === step) controller.abort(reason);
    },
  };
  return {
    reason,
    options: { steps: 1e6, reportEvery: 2, signal: controller.signal },
    callbacks: [abort, ...callbacks],
  };
}

describe("an abort comes through, by the signal's reason", () => {
  it.each([
    ['where the finally of the data waits', forEver],
    ['where the finally of the data throws: its error is the cause', closingFails],
  ])('%s', async (_, atTheEnd) => {
    const { reason, options, callbacks } = abortingIn(3);
    const result = await settled(newTrainer({ callbacks }).fit(batches(atTheEnd), options));
    expect(result).toMatchObject({ error: reason });
    expect(result.milliseconds).toBeLessThan(1500);
    if (atTheEnd === closingFails) expect(reason.cause).toMatchObject({ message: 'already closed' });
  });

  it.each(['onTrainBegin', 'onMeasure', 'onReport', 'onTrainEnd'] as const)(
    'where %s waits',
    async (hook) => {
      const ends: string[] = [];
      const controller = new AbortController();
      const reason = new Error('enough');
      const waiting = {
        name: 'waiting',
        [hook]: () => {
          setTimeout(() => controller.abort(reason), 20);
          return forEver();
        },
      };
      const end: Callback = { name: 'end', onTrainEnd: (outcome) => void ends.push(outcome.reason) };
      const trainer = newTrainer({ callbacks: [waiting, end] });
      const result = await settled(
        trainer.fit(ring, { steps: 4, reportEvery: 1, signal: controller.signal }),
      );
      expect(result).toMatchObject({ error: reason });
      expect(result.milliseconds).toBeLessThan(1500);
      expect(ends).toEqual([hook === 'onTrainEnd' ? 'completed' : 'aborted']);
      trainer.dispose();
    },
  );

  it.each(['save', 'restore'] as const)(
    "where an optimizer's %s waits; a state that comes later is freed",
    async (method) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const inner = adam();
      let answer = () => {};
      const waiting: Optimizer = {
        name: 'waiting',
        update: (weights, gradients) => inner.update(weights, gradients),
        save: () => inner.save(),
        restore: (state) => inner.restore(state),
        dispose: () => inner.dispose(),
        // From the second time on: first it is asked before the first step.
        [method]: (...state: [never]) => {
          if (method === 'save' && saved++ === 0) return inner.save();
          setTimeout(() => controller.abort(reason), 20);
          return new Promise((resolve) => {
            answer = () => resolve(inner[method](...state));
          });
        },
      };
      let saved = 0;
      const trainer = newTrainer({ discriminatorOptimizer: waiting });
      const bad = method === 'restore' ? [tf.fill([4, 2], Number.NaN)] : [tf.zeros([4, 2])];
      const result = await settled(trainer.fit(bad, { steps: 1, signal: controller.signal }));
      expect(result).toMatchObject({ error: reason });
      const before = tf.memory().numTensors;
      answer();
      await pause(20);
      expect(tf.memory().numTensors).toBeLessThanOrEqual(before);
      trainer.dispose();
      tf.dispose(bad);
    },
  );

  it('where the last hook of the run makes it', async () => {
    const controller = new AbortController();
    const reason = new Error('at last');
    const callback: Callback = { name: 'end', onTrainEnd: () => controller.abort(reason) };
    await expect(
      newTrainer({ callbacks: [callback] }).fit(ring, { steps: 1, signal: controller.signal }),
    ).rejects.toBe(reason);
  });

  it('while a measurement waits for its data; a batch that comes later is freed', async () => {
    const trainer = newTrainer();
    await trainer.ready();
    const before = tf.memory().numTensors;
    const slow = tfdata.generator(async function* () {
      await pause(60);
      yield tf.tensor1d([0, 1]);
    } as never);
    const measuring = trainer.measure(slow.batch(1) as never, { signal: AbortSignal.timeout(10) });
    await expect(measuring).rejects.toMatchObject({ name: 'TimeoutError' });
    await pause(120);
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
  });
});

describe('the first error is the one that comes out', () => {
  it("a bad batch, and not that of the data's finally, which is its cause", async () => {
    const error = await newTrainer()
      .fit(batches(closingFails, 2), { steps: 5 })
      .catch((caught: Error) => caught);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^data: gave a number \(5\) as a batch/),
      cause: { message: 'already closed' },
    });
  });

  it('that of a step, with those of onException, onTrainEnd and the data as causes, one under the other', async () => {
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    const callback: Callback = {
      name: 'all',
      onStepEnd: fail('first'),
      onException: fail('second'),
      onTrainEnd: fail('third'),
    };
    const error = await newTrainer({ callbacks: [callback] })
      .fit(batches(closingFails), { steps: 5 })
      .catch((caught: Error) => caught);
    const chain: string[] = [];
    for (let at: unknown = error; at instanceof Error; at = at.cause) chain.push(at.message);
    expect(chain).toEqual(['first', 'second', 'third', 'already closed']);
  });
});

describe('a batch that comes after the end', () => {
  it.each(['abort', 'stop', 'return'] as const)('by %s, is disposed of if a dataset made it', async (how) => {
    const slow = () =>
      tfdata
        .generator(async function* () {
          for (;;) {
            await pause(20);
            yield tf.tensor1d([0, 1]);
          }
        } as never)
        .batch(4) as never;
    const trainer = newTrainer();
    await trainer.fit(slow(), { steps: 1 });
    const before = tf.memory().numTensors;
    for (let round = 0; round < 3; round++) {
      const controller = new AbortController();
      const run = trainer.run(slow(), { steps: 1000, signal: controller.signal });
      const next = run.next().catch(() => {});
      await pause(110);
      if (how === 'abort') controller.abort();
      else if (how === 'stop') trainer.stop();
      else await run.return({ reason: 'stopped', step: 0 });
      await next;
      await run.return({ reason: 'stopped', step: 0 });
      await pause(120); // what was under way has come by now
      expect(tf.memory().numTensors).toBe(before);
    }
    trainer.dispose();
  });
});

describe('a run that gets no further', () => {
  const relu = () => tf.getGradient('Relu');
  const isPatched = () => Object.hasOwn(tf.engine(), 'addTapeNode');
  const silent = { [Symbol.asyncIterator]: () => ({ next: forEver }) };

  it('since its data never answer: stop() ends it, before the first batch and later', async () => {
    const trainer = newTrainer();
    const first = trainer.fit(silent, { steps: 5 });
    trainer.stop();
    expect(await settled(first)).toMatchObject({
      value: { reports: [], outcome: { reason: 'stopped', step: 0 } },
    });
    async function* two() {
      yield ring.sample(4, createRandom(0));
      yield ring.sample(4, createRandom(1));
      await forEver();
    }
    const second = trainer.fit(two(), { steps: 5 });
    await pause(50);
    trainer.stop();
    const result = await settled(second);
    expect(result).toMatchObject({
      value: { outcome: { reason: 'stopped', step: 2 }, reports: [{ step: 2 }] },
    });
    await trainer.fit(ring, { steps: 1 });
    trainer.dispose();
  });

  it('since nobody goes on with it: stop() puts everything back, and the next run can begin', async () => {
    const [before, trainer] = [relu(), newTrainer()];
    const run = trainer.run(ring, { steps: 50, reportEvery: 10 });
    await run.next();
    expect(isPatched()).toBe(true);
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: is running/);
    trainer.stop();
    expect([isPatched(), relu()]).toEqual([false, before]);
    await trainer.fit(ring, { steps: 1 });
    await expect(run.next()).resolves.toMatchObject({ done: true, value: { reason: 'stopped' } });
    trainer.dispose();
  });

  it('since nobody goes on with it: it can be disposed of, and an abort puts everything back', async () => {
    const before = tf.memory().numTensors;
    const trainer = newTrainer();
    await trainer.run(ring, { steps: 50, reportEvery: 10 }).next();
    trainer.dispose();
    expect(isPatched()).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
    const controller = new AbortController();
    const second = newTrainer();
    const run = second.run(ring, { steps: 50, reportEvery: 10, signal: controller.signal });
    await run.next();
    controller.abort();
    expect(isPatched()).toBe(false);
    await expect(run.next()).rejects.toBe(controller.signal.reason);
    second.dispose();
  });

  it.each(['onTrainBegin', 'onReport', 'onTrainEnd'])(
    'since its %s never answers: return() ends it, and so does dispose() after stop()',
    async (hook) => {
      for (const how of ['return', 'dispose']) {
        const before = tf.memory().numTensors;
        const trainer = newTrainer({ callbacks: [{ name: 'waiting', [hook]: forEver }] });
        const run = trainer.run(ring, { steps: 2, reportEvery: 1 });
        const next = (async () => {
          for (;;) if ((await run.next()).done) return;
        })();
        await pause(60);
        if (how === 'return')
          expect(await settled(run.return({ reason: 'stopped', step: 0 }))).toHaveProperty('value');
        else {
          trainer.stop();
          trainer.dispose();
        }
        expect(await settled(next)).toHaveProperty('value');
        expect(isPatched()).toBe(false);
        if (how === 'return') trainer.dispose();
        expect(tf.memory().numTensors).toBe(before);
      }
    },
  );

  it("since the data's return() waits: `break` ends it all the same", async () => {
    const trainer = newTrainer();
    const loop = (async () => {
      for await (const _ of trainer.run(batches(forEver), { steps: 50, reportEvery: 1 })) break;
    })();
    expect(await settled(loop)).toHaveProperty('value');
    trainer.dispose();
  });

  it('is waited for where the data close slowly', async () => {
    let closed = false;
    const slowly = async () => {
      await pause(400);
      closed = true;
    };
    await newTrainer().fit(batches(slowly), { steps: 2 });
    expect(closed).toBe(true);
  });
});

describe('dispose', () => {
  it('while ready() is under way: nothing stays, and ready() says so', async () => {
    const before = tf.memory().numTensors;
    for (const use of ['ready', 'sample', 'measure'] as const) {
      const trainer = newTrainer();
      const result =
        use === 'sample' ? trainer.sample(1) : use === 'measure' ? trainer.measure(ring) : trainer.ready();
      const again = trainer.ready();
      trainer.dispose();
      await expect(result).rejects.toThrow(/^trainer: was disposed of/);
      await expect(again).rejects.toThrow(/^trainer: was disposed of/);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('right after stop(): the run ends as stopped, and all is freed at its end', async () => {
    const before = tf.memory().numTensors;
    for (const milliseconds of [0, 30]) {
      const trainer = newTrainer();
      const run = trainer.fit(ring, { steps: 1e6 });
      if (milliseconds) await pause(milliseconds);
      trainer.stop();
      trainer.dispose();
      await expect(run).resolves.toMatchObject({ outcome: { reason: 'stopped' } });
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it("where a model's, an optimizer's and a penalty's own dispose throw: all else is freed, then the first error", async () => {
    const before = tf.memory().numTensors;
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    const penalty = { name: 'mine', every: 1, compute: () => tf.scalar(0), dispose: fail('the penalty') };
    const optimizer = {
      name: 'still',
      update() {},
      save: () => ({ updates: 0, tensors: {} }),
      restore() {},
      dispose: fail('the optimizer'),
    };
    const trainer = newTrainer({ penalties: [penalty], generatorOptimizer: optimizer });
    await trainer.fit(ring, { steps: 2 });
    (await trainer.ready()).generator.dispose?.();
    let error: unknown;
    try {
      trainer.dispose();
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ message: 'the penalty', cause: { message: 'the optimizer' } });
    expect((error as { cause: { cause: Error } }).cause.cause.message).toMatch(/already disposed/);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => trainer.dispose()).not.toThrow();
  });
});
