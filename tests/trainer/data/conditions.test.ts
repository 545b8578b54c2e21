import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import * as tfl from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { sgd } from 'gan-core/optimizers';
import { type Condition, type TrainableModel, Trainer, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';

const LABELS = 3;

/** A generator of noise and a label, and a discriminator of a sample and a label, of tfjs-layers. */
function generator() {
  const noise = tfl.input({ shape: [2] });
  const label = tfl.input({ shape: [1], dtype: 'int32' });
  const embedded = tfl.layers
    .flatten()
    .apply(tfl.layers.embedding({ inputDim: LABELS, outputDim: 2 }).apply(label)) as tfl.SymbolicTensor;
  const joined = tfl.layers.concatenate().apply([noise, embedded]) as tfl.SymbolicTensor;
  const outputs = tfl.layers.dense({ units: 2 }).apply(joined) as tfl.SymbolicTensor;
  return tfl.model({ inputs: [noise, label], outputs });
}

function discriminator() {
  const samples = tfl.input({ shape: [2] });
  const label = tfl.input({ shape: [1], dtype: 'int32' });
  const embedded = tfl.layers
    .flatten()
    .apply(tfl.layers.embedding({ inputDim: LABELS, outputDim: 2 }).apply(label)) as tfl.SymbolicTensor;
  const joined = tfl.layers.concatenate().apply([samples, embedded]) as tfl.SymbolicTensor;
  const outputs = tfl.layers.dense({ units: 1 }).apply(joined) as tfl.SymbolicTensor;
  return tfl.model({ inputs: [samples, label], outputs });
}

/** Rows whose label can be read off them: the first value is the label, the second the row's number. */
const rows = Array.from({ length: 12 }, (_, row) => [row % LABELS, row]);
const real = () => tf.tensor2d(rows);
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
function labellingGenerator(): TrainableModel {
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
        generator: labellingGenerator(),
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
    trainer.dispose();
  });
});

describe('measure', () => {
  it.each(Object.entries(forms))(
    '%s: generates under the conditions of the real samples',
    async (_, make) => {
      // G gives the label and noise; the data the label and the row: along the label the two agree, whatever labels there are.
      const trainer = new Trainer({
        generator: labellingGenerator(),
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

describe('conditions that do not fit', () => {
  const train = (data: TrainingData, options: object = {}) => {
    const trainer = new Trainer({
      generator,
      discriminator,
      latent: normalLatent(2),
      backend: 'cpu',
      seed: 1,
      ...options,
    });
    return trainer.fit(data, { steps: 4, batchSize: 6 });
  };
  const batches = (...conditions: (() => unknown)[]) =>
    conditions.map((condition) => ({ real: tf.ones([6, 2]), condition: condition() })) as TrainingData;
  const ones = (rows = 6, dtype: 'int32' | 'float32' = 'int32') => tf.ones([rows, 1], dtype);

  it.each<[string, () => TrainingData, RegExp]>([
    ['none', () => real(), /^generator: has 2 inputs; expected 1, since the data have no condition/],
    [
      'another length',
      () => ({ real: real(), condition: ones(5) }),
      /^data: gave a condition of int32 and shape \[5,1\] for 12 samples/,
    ],
    ['no tensor', () => batches(() => [1, 2]), /^data: gave a number \(1\) as a condition/],
    ['an empty list', () => batches(() => []), /^data: gave an empty array as the condition/],
    [
      'disposed',
      () => {
        const gone = ones();
        gone.dispose();
        return batches(() => gone);
      },
      /^data: gave a condition that was disposed of/,
    ],
    [
      'missing from a batch',
      () => batches(ones, () => undefined),
      /^data: gave no condition after a condition of int32 \[batch, 1\]; .* \(In step 2\.\)$/,
    ],
    [
      'of another shape later',
      () => batches(ones, () => tf.ones([6, 2], 'int32')),
      /^data: gave a condition of int32 \[batch, 2\] after a condition of int32 \[batch, 1\]; .* \(In step 2\.\)$/,
    ],
    ['too many', () => batches(() => [ones(), ones()]), /^generator: has 2 inputs; expected 3/],
    [
      'float labels',
      () => batches(() => ones(6, 'float32')),
      /^generator: takes int32 as input 2, and got a condition of float32; expected int32/,
    ],
    [
      'a label out of range',
      () => batches(() => tf.fill([6, 1], 3, 'int32')),
      /^data: gave the label 3 to the embedding '.*' of the generator; expected labels from 0 to 2\.$/,
    ],
    [
      'a negative label later',
      () => batches(ones, () => tf.fill([6, 1], -1, 'int32')),
      /^data: gave the label -1 to the embedding '.*'; expected labels from 0 to 2\. \(In step 2\.\)$/,
    ],
  ])('%s', async (_, data, message) => {
    await expect(train(data())).rejects.toThrow(message);
  });

  it('in sample: of another count, no tensor, disposed', async () => {
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), backend: 'cpu' });
    await expect(trainer.sample(3, { condition: ones(2) })).rejects.toThrow(
      /^condition: got an int32 tensor of shape \[2,1\]; .* 3 samples/,
    );
    await expect(trainer.sample(3, { condition: 7 as never })).rejects.toThrow(
      /^condition: got a number \(7\)/,
    );
    await expect(trainer.sample(3)).rejects.toThrow(/^generator: has 2 inputs; expected 1/);
    await expect(trainer.sample(3, { weights: 'mean' as never })).rejects.toThrow(
      /^weights: got the string 'mean'/,
    );
    trainer.dispose();
  });

  it('neither noise nor a condition is refused', async () => {
    await expect(train(real(), { latent: undefined })).rejects.toThrow(
      /^latent: is left out, and the data have no condition/,
    );
  });
});
