import * as tf from '@tensorflow/tfjs-core';
import { type SampleSheetOptions, sampleSheet } from 'gan-core/callbacks';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

onCpu();

const run = { steps: 6, reportEvery: 2, batchSize: 4 };

/** The sheets of a run, by their steps, and the real samples. */
async function sheetsOf(
  data: Parameters<ReturnType<typeof newTrainer>['fit']>[0],
  more: Partial<SampleSheetOptions> = {},
) {
  const sheets: [number, Float32Array][] = [];
  const reals: number[][][] = [];
  const callback = sampleSheet({
    count: 5,
    every: 4,
    onSheet: async (samples, { step }) => void sheets.push([step, await samples.data<'float32'>()]),
    onReal: async (samples) => void reals.push((await samples.array()) as number[][]),
    ...more,
  });
  const trainer = newTrainer({ callbacks: [callback] });
  const before = tf.memory().numTensors;
  await trainer.fit(data, run);
  trainer.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return { sheets, reals };
}

describe('sampleSheet', () => {
  it('draws the same latents each time: before the first step, at reports, and at the end', async () => {
    const { sheets } = await sheetsOf(ring);
    expect(sheets.map(([step]) => step)).toEqual([0, 4, 6]);
    const trainer = newTrainer();
    await trainer.fit(ring, run);
    const samples = await trainer.sample(5, { seed: 0 });
    expect(sheets.at(-1)![1]).toEqual(await samples.data());
    expect(sheets[0]![1]).not.toEqual(sheets[1]![1]);
    samples.dispose();
    trainer.dispose();
  });

  it('leaves training as it is', async () => {
    const reportsOf = async (callbacks: ReturnType<typeof sampleSheet>[]) => {
      const trainer = newTrainer({ callbacks });
      const { reports } = await trainer.fit(ring, run);
      trainer.dispose();
      return reports.map(({ seconds, ...others }) => others);
    };
    const onReal = () => {};
    expect(await reportsOf([sampleSheet({ onSheet: () => {}, onReal, every: 2 })])).toEqual(
      await reportsOf([]),
    );
  });

  it('takes real samples of a tensor from all over, of an array of batches, and none of what can be gone through once', async () => {
    const rows = tf.tensor2d(Array.from({ length: 20 }, (_, row) => [row, -row]));
    const { reals } = await sheetsOf(rows);
    expect(reals).toEqual([[0, 4, 8, 12, 16].map((row) => [row, row === 0 ? -0 : -row])]);
    const batches = [tf.slice(rows, 0, 3), tf.slice(rows, 3, 3)];
    expect((await sheetsOf(batches)).reals[0]!.map(([x]) => x)).toEqual([0, 1, 2, 3, 4]);
    let passes = 0;
    const iterable = {
      *[Symbol.iterator]() {
        passes++;
        for (let step = 0; step < 100; step++) yield batches[0]!;
      },
    };
    expect((await sheetsOf(iterable)).reals).toEqual([]);
    expect(passes).toBe(1);
    expect((await sheetsOf(iterable, { real: rows })).reals[0]).toHaveLength(20);
    expect((await sheetsOf(ring)).reals[0]).toHaveLength(5);
    tf.dispose([rows, ...batches]);
  });

  it('draws in a game', async () => {
    const steps: number[] = [];
    const game = newGame({
      callbacks: [sampleSheet({ onSheet: (_, { step }) => void steps.push(step), every: 2 })],
    });
    await game.fit(ring, { ...run, steps: 3 });
    expect(steps).toEqual([0, 2, 3]);
    game.dispose();
  });
});

describe('sampleSheet of a conditional generator', () => {
  /** G gives its condition back, so that a sheet shows it. */
  const conditional = (callback: ReturnType<typeof sampleSheet>) => {
    const weight = () => tf.variable(tf.scalar(1));
    const [w, v] = [weight(), weight()];
    const generator = {
      apply: (z: tf.Tensor, { condition }: { condition?: tf.Tensor } = {}) =>
        tf.add(tf.mul(tf.mul(z, 0), w), tf.mul(condition!, w)),
      trainableWeights: [w],
    };
    const discriminator = { apply: (x: tf.Tensor) => tf.mul(tf.sum(x, 1), v), trainableWeights: [v] };
    return newTrainer({
      generator: generator as never,
      discriminator: discriminator as never,
      callbacks: [callback],
    });
  };
  const data = () => ({
    real: tf.ones([8, 2]),
    condition: tf.tensor2d(Array.from({ length: 8 }, (_, row) => [row])),
  });

  it.each([
    ['that of the data', undefined, [0, 2, 4, 6]],
    ['a tensor', () => tf.tensor2d([[5], [5], [6], [6]]), [5, 5, 6, 6]],
  ] as const)('has a condition: %s', async (_, condition, shown) => {
    const sheets: number[][] = [];
    const given = condition?.();
    const callback = sampleSheet({
      count: 4,
      onSheet: async (samples) =>
        void sheets.push(((await samples.array()) as number[][]).map(([first]) => first!)),
      ...(given && { condition: given }),
    });
    const trainer = conditional(callback);
    const samples = data();
    await trainer.fit(samples, { steps: 1, batchSize: 4 });
    expect(sheets[0]).toEqual(shown);
    expect(given?.isDisposed ?? false).toBe(false);
    trainer.dispose();
  });

  it('has one that a function makes for each sheet, and frees it', async () => {
    const made: tf.Tensor[] = [];
    const condition = (count: number) => {
      made.push(tf.fill([count, 1], 3));
      return made.at(-1)!;
    };
    const trainer = conditional(sampleSheet({ count: 4, onSheet: () => {}, condition }));
    await trainer.fit(data(), { steps: 1, batchSize: 4 });
    expect(made.map(({ isDisposed }) => isDisposed)).toEqual([true, true]);
    trainer.dispose();
  });
});
