import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import * as tfl from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { sgd } from 'gan-core/optimizers';
import { type Condition, type TrainableModel, Trainer, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { discriminator, generator, real, rows } from './conditional-game';

const labels = () =>
  tf.tensor2d(
    rows.map(([label]) => [label!]),
    [12, 1],
    'int32',
  );

interface Seen {
  readonly samples: number[][];
  readonly labels: number[];
}

/** A D of one's own that notes what it is shown in training, and its condition. */
function watchingDiscriminator(seen: Seen[]): TrainableModel {
  const weight = tf.variable(tf.ones([2, 1]));
  return {
    trainableWeights: [weight],
    apply(samples, { training, condition } = {}) {
      if (training && condition)
        seen.push({
          samples: samples.arraySync() as number[][],
          labels: [...(condition as tf.Tensor).dataSync()],
        });
      return tf.matMul(samples as tf.Tensor2D, weight as tf.Tensor2D);
    },
  };
}

/** A G of one's own: the label beside the noise. */
function labelingGenerator(): TrainableModel {
  const weight = tf.variable(tf.scalar(1));
  return {
    trainableWeights: [weight],
    apply: (noise, { condition } = {}) =>
      tf.concat(
        [tf.cast(condition as tf.Tensor2D, 'float32'), tf.mul(tf.slice(noise, [0, 0], [-1, 1]), weight)],
        1,
      ),
  };
}

const forms: Record<string, () => TrainingData> = {
  tensors: () => ({ real: real(), condition: labels() }),
  batches: () => [
    { real: tf.slice(real(), 0, 6), condition: tf.slice(labels(), 0, 6) },
    { real: tf.slice(real(), 6, 6), condition: tf.slice(labels(), 6, 6) },
  ],
  'an async iterable': () => ({
    async *[Symbol.asyncIterator]() {
      yield { real: tf.slice(real(), 0, 6), condition: tf.slice(labels(), 0, 6) };
    },
  }),
  'a sampler': () => ({
    shape: [2],
    sample(count, random) {
      const drawn = Array.from({ length: count }, () => rows[random.integer(rows.length)]!);
      return {
        real: tf.tensor2d(drawn),
        condition: tf.tensor2d(
          drawn.map(([label]) => [label!]),
          [count, 1],
          'int32',
        ),
      };
    },
  }),
  'a dataset of tfjs-data': () =>
    tfdata
      .array(rows.map(([label, row]) => ({ xs: [label!, row!], ys: [label!] })))
      .mapAsync(async ({ xs, ys }) => ({ xs, ys: tf.cast(tf.tensor1d(ys as never), 'int32') }))
      .batch(6) as never,
};

describeOnBackends('conditions', () => {
  it.each(Object.entries(forms))(
    '%s: each sample comes with its own, real and generated',
    async (_, make) => {
      const seen: Seen[] = [];
      const trainer = new Trainer({
        generator: labelingGenerator(),
        discriminator: watchingDiscriminator(seen),
        latent: normalLatent(2),
        seed: 1,
      });
      await trainer.fit(make(), { steps: 4, batchSize: 6 });
      trainer.dispose();
      expect(seen.length).toBe(4 * 3);
      for (const { samples, labels } of seen) {
        expect(samples.map(([label]) => label)).toEqual(labels);
        expect(labels).toHaveLength(6);
      }
    },
  );

  it('a model of tfjs-layers with two inputs gets it as its second, in training and in sample', async () => {
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), seed: 2 });
    const before = tf.memory().numTensors;
    const data = { real: real(), condition: labels() };
    const { reports } = await trainer.fit(data, { steps: 30, batchSize: 6 });
    expect(Number.isFinite(reports.at(-1)!.generatorLoss)).toBe(true);
    const { generator: g } = await trainer.ready();
    const latent = tf.tensor2d([
      [0.5, -1],
      [2, 1],
    ]);
    const condition = tf.tensor2d([2, 0], [2, 1], 'int32');
    const samples = await trainer.sample(2, { latent, condition });
    const expected = g.apply([latent, condition]) as tf.Tensor;
    expect(await samples.data()).toEqual(await expected.data());
    tf.dispose([samples, expected, latent, condition, data]);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('every layer of a sequential model finds it', async () => {
    const found: Condition[] = [];
    class Conditioned extends tfl.layers.Layer {
      static readonly className = 'Conditioned';
      override call(inputs: tf.Tensor | tf.Tensor[], { condition }: { condition: tf.Tensor }): tf.Tensor {
        found.push(condition);
        const x = Array.isArray(inputs) ? inputs[0]! : inputs;
        return tf.add(x, tf.cast(condition, 'float32'));
      }
      override computeOutputShape(shape: tfl.Shape): tfl.Shape {
        return shape;
      }
    }
    const make = () =>
      tfl.sequential({
        layers: [
          tfl.layers.dense({ units: 2, inputShape: [2] }),
          new Conditioned({}),
          tfl.layers.dense({ units: 2 }),
        ],
      });
    const trainer = new Trainer({
      generator: make,
      discriminator: () => tfl.sequential({ layers: [tfl.layers.dense({ units: 1, inputShape: [2] })] }),
      latent: normalLatent(2),
    });
    const data = { real: real(), condition: labels() };
    await trainer.fit(data, { steps: 2, batchSize: 6 });
    expect(found.length).toBeGreaterThan(3);
    trainer.dispose();
  });

  it('a G without noise works on the condition alone', async () => {
    const weight = tf.variable(tf.scalar(0.5));
    const trainer = new Trainer({
      generator: { trainableWeights: [weight], apply: (x: tf.Tensor) => tf.mul(x, weight) },
      discriminator: () => tfl.sequential({ layers: [tfl.layers.dense({ units: 1, inputShape: [2] })] }),
      generatorOptimizer: sgd({ learningRate: 0.01 }),
    });
    const pictures = tf.randomNormal([12, 2], 0, 1, 'float32', 5);
    await trainer.fit({ real: real(), condition: pictures }, { steps: 3, batchSize: 4 });
    const drawn = await trainer.sample(12, { condition: pictures });
    const expected = tf.mul(pictures, weight);
    expect(await drawn.data()).toEqual(await expected.data());
    await expect(trainer.sample(2)).rejects.toThrow(/^condition: is left out; expected what the samples/);
    trainer.dispose();
  });
});

describe('measure', () => {
  it.each(Object.entries(forms))(
    '%s: generates under the conditions of the real samples',
    async (_, make) => {
      // G gives the label and noise; the data the label and the row: along the label the two agree, whatever labels there are.
      const trainer = new Trainer({
        generator: labelingGenerator(),
        discriminator: watchingDiscriminator([]),
        latent: normalLatent(2),
        backend: 'cpu',
      });
      await trainer.ready();
      const data = make();
      const before = tf.memory().numTensors;
      const sides: number[][] = [];
      await trainer.measure(data, {
        samples: 12,
        features: (x) => tf.slice(x, [0, 0], [-1, 1]),
        by: async (real, generated) => {
          for (const { values } of [real, generated] as unknown as { values: Float32Array }[])
            sides.push([...values].sort());
          return { value: 0, interval: [0, 0] } as never;
        },
      });
      expect(sides[0]).toEqual(sides[1]);
      expect(sides[0]!.length).toBeGreaterThan(5);
      if (Array.isArray(data) || 'real' in data) expect(tf.memory().numTensors).toBe(before);
      trainer.dispose();
    },
  );
});
