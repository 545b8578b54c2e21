import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { normalLatent, type Sampler } from 'gan-core/distributions';
import { type TrainableModel, Trainer, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';

onCpu();

/** Trains on `data` and tells which first values of real samples D saw, batch by batch. G makes only −1. */
async function batchesSeen(
  data: TrainingData,
  steps: number,
  options: { batchSize?: number; discriminatorSteps?: number } = {},
) {
  const batches: number[][] = [];
  const [bias, slope] = [tf.variable(tf.scalar(-1)), tf.variable(tf.scalar(0.1))];
  const generator: TrainableModel = {
    trainableWeights: [bias],
    apply: (z) => tf.add(tf.mul(z, 0), bias),
  };
  const discriminator: TrainableModel = {
    trainableWeights: [slope],
    apply(x, { training } = {}) {
      const values = [...x.dataSync()];
      if (training && values.every((value) => value >= 0)) batches.push(values);
      return tf.mul(x, slope);
    },
  };
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(1),
    discriminatorSteps: options.discriminatorSteps ?? 1,
  });
  const before = tf.memory().numTensors;
  const { outcome } = await trainer.fit(data, { steps, batchSize: options.batchSize ?? 4 });
  trainer.dispose();
  const leaked = tf.memory().numTensors - before;
  tf.dispose([bias, slope]);
  return { batches, outcome, leaked };
}

const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);
const sorted = (values: number[]) => [...values].sort((a, b) => a - b);

describe('training data', () => {
  it('a tensor: shuffled batches, each sample once an epoch, another order in the next; the tensor stays', async () => {
    const data = column([0, 1, 2, 3, 4, 5, 6, 7]);
    const { batches, leaked } = await batchesSeen(data, 4);
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 4, 4]);
    const [first, second] = [batches.slice(0, 2).flat(), batches.slice(2).flat()];
    expect(sorted(first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(sorted(second)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(first).not.toEqual(second);
    expect(data.isDisposed).toBe(false);
    expect(leaked).toBe(0);
  });

  it('a tensor of fewer samples than a batch: all of them', async () => {
    const { batches } = await batchesSeen(column([0, 1, 2]), 2, { batchSize: 64 });
    expect(batches.map(sorted)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  it('a sampler: a fresh batch for every step of D, disposed of by the Trainer', async () => {
    let drawn = 0;
    const sampler: Sampler = { shape: [1], sample: (count) => tf.fill([count, 1], drawn++) };
    const { batches, leaked } = await batchesSeen(sampler, 2, { discriminatorSteps: 3 });
    expect(batches).toEqual([0, 1, 2, 3, 4, 5].map((value) => [value, value, value, value]));
    expect(leaked).toBe(0);
  });

  it('an array of batches: in order, again and again, left to its owner', async () => {
    const data = [column([0, 1]), column([2])];
    const { batches } = await batchesSeen(data, 3);
    expect(batches).toEqual([[0, 1], [2], [0, 1]]);
    expect(data.some((batch) => batch.isDisposed)).toBe(false);
  });

  it('a dataset of tfjs-data: again and again, its batches disposed of', async () => {
    const data = tfdata.array([[0], [1], [2], [3], [4]]).batch(2);
    const { batches, leaked } = await batchesSeen(data, 4);
    expect(batches).toEqual([[0, 1], [2, 3], [4], [0, 1]]);
    expect(leaked).toBe(0);
  });

  it('a generator function: closed when the run ends, so that it can free what it made', async () => {
    const closed: string[] = [];
    function* batches() {
      const batch = column([1, 2]);
      try {
        for (;;) yield batch;
      } finally {
        batch.dispose();
        closed.push('closed');
      }
    }
    const { batches: seen, leaked } = await batchesSeen(batches(), 2);
    expect(seen).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(closed).toEqual(['closed']);
    expect(leaked).toBe(0);
  });

  it('an async generator that ends: the run ends with it', async () => {
    async function* three() {
      for (const value of [0, 1, 2]) yield column([value]);
    }
    const { batches, outcome } = await batchesSeen(three(), 10);
    expect(batches).toEqual([[0], [1], [2]]);
    expect(outcome).toEqual({ reason: 'data-ended', step: 3 });
  });
});
