import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { standingStatistics } from 'gan-core/models';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

const { activation, batchNormalization, conv2d, dense, dropout, reshape } = tfl.layers;

/** Mean and variance of each column, in float64. */
function columnMoments(rows: readonly (readonly number[])[]) {
  const columns = rows[0]!.map((_, index) => rows.map((row) => row[index]!));
  const mean = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const variance = columns.map(
    (column, index) => column.reduce((sum, value) => sum + (value - mean[index]!) ** 2, 0) / column.length,
  );
  return { mean, variance };
}

const average = (lists: readonly (readonly number[])[]) =>
  lists[0]!.map((_, index) => lists.reduce((sum, list) => sum + list[index]!, 0) / lists.length);

describeOnBackends('standingStatistics', (backend) => {
  it('are the plain average of the batches’, layer by layer, as float64 has it', async () => {
    const first = batchNormalization({ inputShape: [3] });
    const second = batchNormalization({ center: false, scale: false });
    const model = tfl.sequential({
      layers: [first, activation({ activation: 'relu' }), dropout({ rate: 0.9 }), second],
    });
    tf.tidy(() =>
      first.setWeights([
        tf.tensor1d([1, 2, 3]),
        tf.tensor1d([0.5, 0, -0.5]),
        tf.tensor1d([9, Number.NaN, 9]), // what stood there before has no part in it
        tf.tensor1d([1, 1, 1]),
      ]),
    );
    const random = createRandom(5);
    const batches = [4, 7, 5].map((size) =>
      Array.from({ length: size }, () => [random.normal(), 3 + random.normal(), 0.1 * random.normal()]),
    );
    const tensors = batches.map((batch) => tf.tensor2d(batch));
    const before = tf.memory().numTensors;
    await standingStatistics(model, { inputs: (batch) => tensors[batch]!, batches: 3 });
    expect(tf.memory().numTensors).toBe(before);

    const ofFirst = batches.map(columnMoments);
    const outputs = batches.map((batch, n) =>
      batch.map((row) =>
        row.map((value, index) => {
          const { mean, variance } = ofFirst[n]!;
          const unit = (value - mean[index]!) / Math.sqrt(variance[index]! + 1e-3);
          return Math.max(0, unit * [1, 2, 3][index]! + [0.5, 0, -0.5][index]!);
        }),
      ),
    );
    const ofSecond = outputs.map(columnMoments);
    const expected = [ofFirst, ofSecond].flatMap((all) => [
      average(all.map(({ mean }) => mean)),
      average(all.map(({ variance }) => variance)),
    ]);
    const found = [...first.getWeights().slice(2), ...second.getWeights()];
    for (const [index, tensor] of found.entries())
      for (const [channel, value] of (await tensor.data()).entries())
        expect(value).toBeCloseTo(expected[index]![channel]!, 4);
    model.dispose();
    tf.dispose(tensors);
  });

  it('draws a generator’s noise by its seed, and normalizes pictures by channel', async () => {
    const make = () =>
      tfl.sequential({
        layers: [
          dense({
            units: 8,
            inputShape: [2],
            kernelInitializer: tfl.initializers.glorotUniform({ seed: 1 }),
          }),
          reshape({ targetShape: [2, 2, 2] }),
          batchNormalization(),
          conv2d({
            filters: 1,
            kernelSize: 1,
            kernelInitializer: tfl.initializers.glorotUniform({ seed: 1 }),
          }),
        ],
      });
    const statistics = async (seed: number) => {
      const model = make();
      await standingStatistics(model, { latent: normalLatent(2), batches: 3, batchSize: 16, seed });
      const values = await Promise.all(model.layers[2]!.getWeights().map((each) => each.data()));
      model.dispose();
      return values.flatMap((each) => [...each]);
    };
    const [once, again, other] = [await statistics(1), await statistics(1), await statistics(2)];
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);

    const model = make();
    const random = createRandom(1);
    const batches = [0, 1, 2].map(() => normalLatent(2).sample(16, random));
    const rows = await Promise.all(
      batches.map(async (batch) => {
        const values = model.layers[0]!.apply(batch) as tf.Tensor;
        const pixels = tf.reshape(values, [-1, 2]);
        const array = (await pixels.array()) as number[][];
        tf.dispose([values, pixels]);
        return columnMoments(array);
      }),
    );
    const expected = [
      ...average(rows.map(({ mean }) => mean)),
      ...average(rows.map(({ variance }) => variance)),
    ];
    for (const [index, value] of once.slice(4).entries()) expect(value).toBeCloseTo(expected[index]!, 5);
    model.dispose();
    tf.dispose(batches);
  });

  it('passes conditions on: behind the noise to a model of two inputs, and to every layer', async () => {
    const [z, y] = [tfl.input({ shape: [2] }), tfl.input({ shape: [1] })];
    const joined = tfl.layers.concatenate().apply([z, y]) as tfl.SymbolicTensor;
    const normalization = batchNormalization();
    const model = tfl.model({ inputs: [z, y], outputs: normalization.apply(joined) as tfl.SymbolicTensor });
    const condition = (count: number) => tf.fill([count, 1], 5);
    const before = tf.memory().numTensors;
    await standingStatistics(model, { latent: normalLatent(2), condition, batches: 2, batchSize: 8 });
    expect(tf.memory().numTensors).toBe(before);
    const [, , mean, variance] = normalization.getWeights();
    expect([(await mean!.data())[2], (await variance!.data())[2]]).toEqual([5, 0]);
    const seen: unknown[] = [];
    const wrapper = {
      layers: model.layers,
      trainableWeights: [],
      apply(inputs: tf.Tensor, kwargs?: { condition?: unknown }) {
        seen.push(kwargs);
        return model.apply([inputs, kwargs?.condition as tf.Tensor]);
      },
    };
    await standingStatistics(wrapper as never, {
      latent: normalLatent(2),
      condition,
      batches: 1,
      batchSize: 8,
    });
    expect(seen).toEqual([{ training: false, condition: expect.anything() }]);
    model.dispose();
  });

  it('leaves the model as it was where a batch fails, is not finite, or is aborted', async () => {
    const model = tfl.sequential({ layers: [batchNormalization({ inputShape: [2] })] });
    const x = tf.tensor2d([
      [1, 2],
      [3, 5],
    ]);
    const before = await Promise.all(model.getWeights().map((each) => each.data()));
    const tensors = tf.memory().numTensors;
    const run = (inputs: (batch: number) => tf.Tensor, signal?: AbortSignal) =>
      standingStatistics(model, { inputs, batches: 3, ...(signal && { signal }) });
    await expect(
      run((batch) => {
        if (batch === 2) throw new Error('mine');
        return x;
      }),
    ).rejects.toThrow(/^mine$/);
    await expect(
      run(() =>
        tf.tensor2d([
          [1, 2],
          [3, Number.POSITIVE_INFINITY],
        ]),
      ),
    ).rejects.toThrow(/^model: gives values that are NaN or infinite/);
    await expect(run(() => x, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(await Promise.all(model.getWeights().map((each) => each.data()))).toEqual(before);
    expect(Object.hasOwn(model.layers[0]!, 'call')).toBe(false);
    expect(tf.memory().numTensors).toBe(tensors);
    model.dispose();
    x.dispose();
  });

  it('keeps the statistics of a frozen layer', async () => {
    const frozen = batchNormalization({ inputShape: [1], trainable: false });
    const model = tfl.sequential({ layers: [frozen, batchNormalization()] });
    const x = tf.tensor2d([[2], [4]]);
    await standingStatistics(model, { inputs: () => x, batches: 2 });
    expect((await frozen.getWeights()[2]!.data())[0]).toBe(0);
    expect((await model.layers[1]!.getWeights()[2]!.data())[0]).toBeCloseTo(3 / Math.sqrt(1.001), 4);
    model.dispose();
    x.dispose();
  });

  it('refuses a model that a run trains at the time', async () => {
    const refused: unknown[] = [];
    const generator = tfl.sequential({
      layers: [dense({ units: 2, inputShape: [2] }), batchNormalization(), dense({ units: 2 })],
    });
    const trainer = new Trainer({
      generator,
      discriminator: perceptron(2, [4], 1),
      latent: normalLatent(2),
      backend,
      seed: 1,
    });
    const run = trainer.run(gaussianRing(), { steps: 4, batchSize: 8, reportEvery: 2 });
    for await (const _ of run) {
      await standingStatistics(generator, { latent: normalLatent(2), batches: 1 }).catch((error: Error) =>
        refused.push(error.message),
      );
    }
    expect(refused[0]).toMatch(/^model: is trained by a run at present/);
    await standingStatistics(generator, { latent: normalLatent(2), batches: 1 });
    trainer.dispose();
    generator.dispose();
  });
});

it('refuses bad input by name', async () => {
  const model = tfl.sequential({ layers: [batchNormalization({ inputShape: [1] })] });
  const latent = normalLatent(1);
  const refusal = async (options: object, of: unknown = model) =>
    String(await standingStatistics(of as never, options).catch((error) => error));
  expect(await refusal({})).toMatch(/ latent, inputs: neither is given; expected one: /);
  expect(await refusal({ latent, inputs: () => latent })).toMatch(/ latent, inputs: both are given/);
  expect(await refusal({ latent, batches: 0 })).toMatch(
    / batches: got 0; expected a whole number, at least 1/,
  );
  expect(await refusal({ latent, batchSize: 1, batches: 1 })).toMatch(
    / batchSize: leaves the layer .* at least 2/,
  );
  expect(await refusal({ latent }, perceptron(1, [], 1)())).toMatch(/ model: has no batch normalization/);
  expect(await refusal({ latent: 3 })).toMatch(/ latent: got a number \(3\); expected a sampler/);
  expect(await refusal({ latent, condition: 1 })).toMatch(/ condition: got a number \(1\)/);
  expect(await refusal({ inputs: () => latent, condition: () => latent })).toMatch(
    / condition: is for `latent`/,
  );
});
