import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { ArgumentError } from 'gan-core';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer } from '../small-trainer';

onCpu();

describe('data of a known form that are malformed are refused before the first step', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'a sample that is no function',
      { sample: 5, shape: [2] },
      /^data: has a number \(5\) as sample; expected a function/,
    ],
    [
      'an iterator that is no function',
      { iterator: null },
      /^data: has null as iterator; expected a function/,
    ],
    ['an iterator without next', { iterator: async () => ({}) }, /^data: gave an empty object to iterate/],
    ['no iterator', { [Symbol.iterator]: () => undefined }, /^data: gave undefined to iterate/],
    [
      'an async iterator that is no function',
      { [Symbol.asyncIterator]: 3 },
      /as Symbol\(Symbol.asyncIterator\)/,
    ],
    [
      'a next that gives nothing',
      { [Symbol.iterator]: () => ({ next() {} }) },
      /^data: its iterator's next\(\) gave undefined/,
    ],
    [
      'samples by a promise',
      { shape: [2], sample: async () => tf.ones([4, 2]) },
      /^data: gave a promise as a batch/,
    ],
  ])('%s', async (_, data, message) => {
    const trainer = newTrainer();
    for (const use of [trainer.fit(data as never, { steps: 1 }), trainer.measure(data as never)]) {
      const error = await use.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ArgumentError);
      expect((error as Error).message).toMatch(message);
    }
  });

  it('a dataset of samples with labels: what it made is disposed of', async () => {
    const trainer = newTrainer();
    await trainer.ready();
    const before = tf.memory().numTensors;
    const data = () =>
      tfdata
        .array([
          { xs: [1, 2], ys: [1] },
          { xs: [3, 4], ys: [0] },
        ])
        .batch(2) as never;
    await expect(trainer.fit(data(), { steps: 1 })).rejects.toThrow(
      /^data: gave an object with xs, ys as a batch/,
    );
    await expect(trainer.measure(data())).rejects.toThrow(/^data: gave an object with xs, ys as a batch/);
    expect(tf.memory().numTensors).toBe(before);
  });
});
