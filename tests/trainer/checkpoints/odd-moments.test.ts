import * as tf from '@tensorflow/tfjs-core';
import { checkpointEvery, earlyStop, evaluate } from 'gan-core/callbacks';
import { type CheckpointStore, decodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
import { createRandom, gaussianRing } from 'gan-core/distributions';
import { adam, type Optimizer } from 'gan-core/optimizers';
import { type Callback, measureDivergence, Trainer, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { options } from './small-game';

onCpu();

const run = { reportEvery: 5, batchSize: 4 } as const;
/** Nine batches in a list: each is told by its number. */
const batches = () => Array.from({ length: 9 }, (_, index) => gaussianRing().sample(4, createRandom(index)));
const rows = () => gaussianRing().sample(18, createRandom(1));
const forms: Record<string, () => TrainingData> = { 'a list': batches, 'a tensor': rows };

async function resultsOf(trainer: Trainer) {
  const samples = [...(await trainer.sample(4, { seed: 1 })).dataSync()];
  const reports = trainer.reports.map(({ seconds: _, measured, ...report }) => ({
    ...report,
    measured: measured?.value ?? null,
  }));
  return { samples, reports };
}

/** What a run gives that is never stopped. */
async function unbroken(data: TrainingData, until = 20, callbacks: Callback[] = []) {
  const trainer = new Trainer(options({ callbacks }));
  await trainer.fit(data, { until, ...run });
  return resultsOf(trainer);
}

/** What a run gives that goes on from a store, in another process. */
async function resumed(store: CheckpointStore, data: TrainingData, until = 20, callbacks: Callback[] = []) {
  const trainer = new Trainer(options({ callbacks }));
  await trainer.restore(store);
  await trainer.fit(data, { until, ...run });
  return resultsOf(trainer);
}

describe.each(Object.entries(forms))('on %s, a resumed run is exact where it was saved', (_, data) => {
  it('after the run had ended', async () => {
    const [first, store] = [new Trainer(options()), memoryStore()];
    await first.fit(data(), { until: 10, ...run });
    await first.save(store);
    expect(await resumed(store, data())).toEqual(await unbroken(data()));
  });

  it('as a run began', async () => {
    const store = memoryStore();
    const saver: Callback = {
      name: 'saver',
      onTrainBegin: async (_, trainer) => void (await trainer.save(store)),
    };
    await new Trainer(options({ callbacks: [saver] })).fit(data(), { until: 7, ...run });
    expect(await resumed(store, data())).toEqual(await unbroken(data()));
  });

  it('after a run that took no step, and after one that failed at its beginning', async () => {
    const [first, store] = [new Trainer(options()), memoryStore()];
    await first.fit(data(), { until: 10, ...run });
    await first.save(store);
    let fails = true;
    const failing: Callback = {
      name: 'failing',
      onTrainBegin() {
        if (fails) throw new Error('no');
      },
    };
    const second = new Trainer(options({ callbacks: [failing] }));
    await second.restore(store);
    await expect(second.fit(data(), { until: 20, ...run })).rejects.toThrow('no');
    fails = false;
    await second.fit(data(), { until: 10, ...run });
    const again = memoryStore();
    await second.save(again);
    await second.fit(data(), { until: 20, ...run });
    const expected = await unbroken(data());
    expect(await resultsOf(second)).toEqual(expected);
    expect(await resumed(again, data())).toEqual(expected);
  });

  it('after a step that failed', async () => {
    let calls = 0;
    const term = () => ({
      name: 'odd',
      compute: () => {
        if (++calls === 9) throw new Error('once');
        return tf.scalar(0);
      },
    });
    const [first, store] = [new Trainer(options({ terms: [term()] })), memoryStore()];
    await expect(first.fit(data(), { until: 20, ...run })).rejects.toThrow('once');
    await first.save(store);
    const second = new Trainer(options({ terms: [term()] }));
    await second.restore(store);
    expect(second.step).toBe(8);
    await second.fit(data(), { until: 20, ...run });
    const { samples } = await resultsOf(second);
    expect(samples).toEqual((await unbroken(data())).samples);
  });

  it('while a measurement is made', async () => {
    const store = memoryStore();
    const saver = (): Callback => ({
      name: 'saver',
      async onMeasure({ step }, trainer) {
        if (step === 10) await trainer.save(store);
        return null;
      },
    });
    const expected = await unbroken(data(), 20, [saver()]);
    expect(await resumed(store, data(), 20, [saver()])).toEqual(expected);
  });
});

/** The store of a run that was ended early, as it was at one of its steps. */
async function storeAt(step: number, until: number, callbacks: (store: CheckpointStore) => Callback[]) {
  const [all, one] = [memoryStore({ keep: 9 }), memoryStore()];
  await unbroken(gaussianRing(), until, callbacks(all));
  await one.write({ step, chunks: [(await all.read(step))!] });
  return one;
}

it.each([10, 15])(
  'evaluations and early stops are those of an unbroken run, saved at step %i',
  async (steps) => {
    const make = (store: CheckpointStore) => {
      const metric = evaluate({ name: 'm', every: 10, metric: () => 1 });
      const stop = earlyStop({ by: metric, patience: 3 });
      return {
        metric,
        callbacks: [checkpointEvery(store, { steps }), metric, stop] as unknown as Callback[],
      };
    };
    const expected = await unbroken(gaussianRing(), 60, make(memoryStore()).callbacks);
    const last = make(memoryStore());
    const store = await storeAt(steps, 17, (all) => make(all).callbacks);
    expect(await resumed(store, gaussianRing(), 60, last.callbacks)).toEqual(expected);
    expect(last.metric.rows.map(({ step }) => step)).toEqual([10, 20, 30, 40]);
  },
);

it.each([10, 15])('measurements are those of an unbroken run, saved at step %i', async (steps) => {
  const make = (store: CheckpointStore): Callback[] => [
    checkpointEvery(store, { steps }),
    measureDivergence({ every: 10, samples: 60 }),
  ];
  const expected = await unbroken(gaussianRing(), 30, make(memoryStore()));
  expect(expected.reports.filter(({ measured }) => measured !== null).map(({ step }) => step)).toEqual([
    10, 20, 30,
  ]);
  const store = await storeAt(steps, 17, make);
  expect(await resumed(store, gaussianRing(), 30, make(memoryStore()))).toEqual(expected);
});

it('a first save that fails rejects, and nothing else', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  await expect(new Trainer(options()).save(memoryStore())).rejects.toThrow(/nothing to save/);
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

it('functions among a measurement’s details are left out', async () => {
  const details = { value: 1, logRatio: () => tf.scalar(0) };
  const measuring: Callback = {
    name: 'measuring',
    onMeasure: async () => ({ value: 0.5, details }) as never,
  };
  const [trainer, store] = [new Trainer(options({ callbacks: [measuring] })), memoryStore()];
  await trainer.fit(rows(), { until: 5, ...run });
  await trainer.save(store);
  const { reports } = (await decodeCheckpoint((await store.read('latest'))!)).state as never;
  expect((reports as { measured: unknown }[])[0]!.measured).toEqual({ value: 0.5, details: { value: 1 } });
});

it('two saves while an optimizer is slow: both are of one moment each', async () => {
  const inner = adam();
  const slow: Optimizer = {
    name: 'slow',
    update: (...args) => inner.update(...args),
    save: () => new Promise((resolve) => setTimeout(() => resolve(inner.save()), 15)),
    restore: (state) => inner.restore(state),
    dispose: () => inner.dispose(),
  };
  const store = memoryStore({ keep: 9 });
  const saver: Callback = {
    name: 'saver',
    onStepEnd(_, trainer) {
      void trainer.save(store);
      setTimeout(() => void trainer.save(store), 5);
    },
  };
  const trainer = new Trainer(options({ generatorOptimizer: slow, callbacks: [saver] }));
  await trainer.fit(rows(), { until: 6, ...run });
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { step } of await store.list()) {
    const { state } = await decodeCheckpoint((await store.read(step))!);
    expect((state as { kept?: Record<string, { updates: number }> }).kept!.generatorOptimizer!.updates).toBe(
      step,
    );
  }
});

it('tensors are no state of a callback, and an Int32Array comes back as an array', async () => {
  let state: unknown = { counts: Int32Array.of(1, 2) };
  let restored: unknown;
  const keeper: Callback = {
    name: 'keeper',
    saveState: () => state,
    restoreState: (saved: unknown) => {
      restored = saved;
    },
  };
  const [trainer, store] = [new Trainer(options({ callbacks: [keeper] })), memoryStore()];
  await trainer.fit(rows(), { until: 5, ...run });
  await trainer.save(store);
  await trainer.restore(store);
  expect(restored).toEqual({ counts: [1, 2] });
  const tensor = tf.scalar(1);
  state = { tensor };
  await expect(trainer.save(store)).rejects.toThrow(/callbacks\/keeper\/tensor; expected plain values/);
  expect(tensor.isDisposed).toBe(false);
});
