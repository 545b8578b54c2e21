import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing, isGanCoreError, normalLatent, Trainer } from 'gan-core';
import { expect, it, vi } from 'vitest';
import { describeOnBackends } from '../../support/backends';

const { batchNormalization, dense, layerNormalization } = tfl.layers;
const { sequential } = tfl;

const networkWith = (layer: tfl.layers.Layer, units = 6, outputs = 2) =>
  sequential({
    layers: [
      dense({ units, inputShape: [2], kernelInitializer: tfl.initializers.glorotNormal({ seed: 1 }) }),
      layer,
      dense({ units: outputs, kernelInitializer: tfl.initializers.glorotNormal({ seed: 2 }) }),
    ],
  });
const plain = (outputs: number) => networkWith(tfl.layers.activation({ activation: 'relu' }), 6, outputs);

interface Networks {
  readonly generator?: tfl.Sequential;
  readonly discriminator?: tfl.Sequential;
}

const trainerOf = (networks: Networks, options: object = {}) =>
  new Trainer({
    generator: networks.generator ?? plain(2),
    discriminator: networks.discriminator ?? plain(1),
    latent: normalLatent(2),
    ...options,
  });

async function refusal(trainer: Trainer, data: Parameters<Trainer['fit']>[0], batchSize?: number) {
  const options = { steps: 3, ...(batchSize && { batchSize }) };
  const error = await trainer.fit(data, options).catch((caught: unknown) => caught);
  expect(isGanCoreError(error, 'ERR_ARGUMENT'), String(error)).toBe(true);
  expect(trainer.step).toBe(0);
  trainer.dispose();
  return (error as Error).message;
}

// PyTorch refuses the same with "Expected more than 1 value per channel when training" (torch.nn.functional.batch_norm).
describeOnBackends('a normalization over one value', () => {
  it('of G or D: refused before the first step, with the layer named', async () => {
    const inG = await refusal(
      trainerOf({ generator: networkWith(batchNormalization({ name: 'norm' })) }),
      gaussianRing(),
      1,
    );
    expect(inG).toMatch(/^generator: its layer 'norm' \(BatchNormalization\) takes the mean of one value/);
    const inD = trainerOf({ discriminator: networkWith(batchNormalization({ name: 'norm' }), 6, 1) });
    expect(await refusal(inD, gaussianRing(), 1)).toMatch(/^discriminator: its layer 'norm'/);
  });

  it('one pack is one value', async () => {
    const discriminator = sequential({
      layers: [dense({ units: 4, inputShape: [8] }), batchNormalization(), dense({ units: 1 })],
    });
    const message = await refusal(trainerOf({ discriminator }, { packing: 4 }), gaussianRing(), 4);
    expect(message).toMatch(/^discriminator: .* takes the mean of one value, in a batch of shape \[1,4\]/);
  });

  it('layer normalization of one feature', async () => {
    const generator = networkWith(layerNormalization({ name: 'norm' }), 1);
    const message = await refusal(trainerOf({ generator }), gaussianRing(), 4);
    expect(message).toMatch(/^generator: its layer 'norm' \(LayerNormalization\)/);
  });

  it('within a picture a batch of one has many values: trains', async () => {
    const generator = sequential({
      layers: [
        dense({ units: 8, inputShape: [2] }),
        tfl.layers.reshape({ targetShape: [2, 2, 2] }),
        batchNormalization(),
        tfl.layers.flatten(),
        dense({ units: 2 }),
      ],
    });
    const trainer = trainerOf({ generator });
    const { reports } = await trainer.fit(gaussianRing(), { steps: 2, batchSize: 1 });
    expect(reports.at(-1)!.warnings).toEqual([]);
    trainer.dispose();
  });

  it('a last batch of one sample: said in the next report, and in no other', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const sizes = [4, 4, 1, 4];
    const batches = sizes.map((size) => tf.randomNormal([size, 2], 0, 1, 'float32', 7));
    const trainer = trainerOf({ generator: networkWith(batchNormalization({ name: 'norm' })) });
    const { reports } = await trainer.fit(batches, { steps: 4, reportEvery: 1 });
    expect(reports.map(({ warnings }) => warnings.length)).toEqual([0, 0, 1, 0]);
    expect(reports[2]!.warnings[0]).toMatch(
      /^Layer 'norm' \(BatchNormalization\) takes the mean of one value, in a batch of shape \[1,6\]/,
    );
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
    trainer.dispose();
    tf.dispose(batches);
  });
});

describeOnBackends('a frozen batch normalization', () => {
  const frozen: Record<string, () => { discriminator: tfl.Sequential; norm: tfl.layers.Layer }> = {
    'the layer': () => {
      const norm = batchNormalization({ trainable: false });
      return { discriminator: networkWith(norm, 6, 1), norm };
    },
    'the layer, without scale and offset': () => {
      const norm = batchNormalization({ trainable: false, scale: false, center: false });
      return { discriminator: networkWith(norm, 6, 1), norm };
    },
    'the model that it is within': () => {
      const norm = batchNormalization({ scale: false, center: false });
      const inner = sequential({ layers: [dense({ units: 6, inputShape: [2] }), norm] });
      inner.trainable = false;
      return { discriminator: sequential({ layers: [inner, dense({ units: 1 })] }), norm };
    },
    'a model that it was taken from': () => {
      const norm = batchNormalization();
      const inner = sequential({ layers: [dense({ units: 6, inputShape: [2] }), norm] });
      inner.trainable = false;
      const head = dense({ units: 1 }).apply(inner.outputs[0]!) as tfl.SymbolicTensor;
      const model = tfl.model({ inputs: inner.inputs, outputs: head });
      return { discriminator: model as tfl.Sequential, norm };
    },
  };

  // Keras 2 (2019, "BatchNormalization layer", on `trainable`): a frozen one runs in inference mode.
  it.each(Object.entries(frozen))('keeps its statistics: %s', async (_, make) => {
    const { discriminator, norm } = make();
    const trainer = trainerOf({ discriminator });
    await trainer.fit(gaussianRing(), { steps: 5, batchSize: 4 });
    const [mean, variance] = norm.getWeights().slice(-2);
    expect([...mean!.dataSync()]).toEqual(Array(6).fill(0));
    expect([...variance!.dataSync()]).toEqual(Array(6).fill(1));
    trainer.dispose();
  });

  it('takes a batch of one, and its output hangs on it', async () => {
    const norm = batchNormalization({ trainable: false });
    const generator = networkWith(norm);
    const trainer = trainerOf({ generator });
    const before = generator.getWeights()[0]!.dataSync().slice();
    await trainer.fit(gaussianRing(), { steps: 2, batchSize: 1 });
    // Weights before the normalization have a gradient only where it lets something through.
    const after = generator.getWeights()[0]!.dataSync();
    expect(Math.max(...after.map((value, index) => Math.abs(value - before[index]!)))).toBeGreaterThan(1e-5);
    trainer.dispose();
  });

  it('unfrozen, its statistics move', async () => {
    const norm = batchNormalization();
    const trainer = trainerOf({ discriminator: networkWith(norm, 6, 1) });
    await trainer.fit(gaussianRing(), { steps: 5, batchSize: 4 });
    expect(norm.getWeights().at(-1)!.dataSync()[0]).not.toBe(1);
    trainer.dispose();
  });
});

describeOnBackends('a normalization without scale or offset', () => {
  const bare = [{ scale: false }, { center: false }, { scale: false, center: false }];
  it.each(bare)('trains as one whose scale is 1 and whose offset is 0: %o', async (settings) => {
    for (const make of [batchNormalization, layerNormalization]) {
      const lossesWith = async (layer: tfl.layers.Layer) => {
        const trainer = trainerOf({ generator: networkWith(layer) }, { seed: 3 });
        const { reports } = await trainer.fit(gaussianRing(), { steps: 3, batchSize: 8, reportEvery: 1 });
        trainer.dispose();
        return reports.map(({ generatorLoss }) => generatorLoss);
      };
      const losses = await lossesWith(make(settings));
      expect(losses.every(Number.isFinite)).toBe(true);
      // Before the first step, a scale that is trained is 1 too.
      expect(losses[0]).toBeCloseTo((await lossesWith(make({})))[0]!, 5);
    }
  });
});

describeOnBackends('a discriminator with batch normalization', () => {
  it.each([
    ['gives no reading: it tells batches apart', true, null],
    ['gives one where it is frozen', false, 'Jensen–Shannon'],
  ])('%s', async (_, trainable, name) => {
    // Between N(0, 1) and N(0.5, 1) one that isn't frozen read 0.56 after 4,000 steps, as a lower bound; the divergence is 0.030.
    const discriminator = networkWith(batchNormalization({ trainable }), 6, 1);
    const trainer = trainerOf({ discriminator });
    const { reports } = await trainer.fit(gaussianRing(), { steps: 1, batchSize: 4 });
    expect(reports[0]!.divergence?.name ?? null).toBe(name);
    trainer.dispose();
  });
});

// What holds of a layer holds of the same layer within a wrapper: timeDistributed calls it on each step.
describeOnBackends('a normalization within a wrapper', () => {
  const generator = () =>
    sequential({
      layers: [dense({ units: 6, inputShape: [2] }), tfl.layers.reshape({ targetShape: [3, 2] })],
    });
  const discriminatorOf = (layer: tfl.layers.Layer) =>
    sequential({
      layers: [
        tfl.layers.timeDistributed({ layer, inputShape: [3, 2] }),
        tfl.layers.flatten(),
        dense({ units: 1 }),
      ],
    });
  const data = { shape: [3, 2], sample: (count: number) => tf.ones([count, 3, 2]) };
  const start = (layer: tfl.layers.Layer) =>
    new Trainer({ generator: generator(), discriminator: discriminatorOf(layer), latent: normalLatent(2) });

  it('frozen, keeps its statistics', async () => {
    const layer = batchNormalization({ trainable: false });
    await start(layer).fit(data, { steps: 3 });
    const [mean, variance] = layer.getWeights().slice(-2);
    expect([...mean!.dataSync()]).toEqual([0, 0]);
    expect([...variance!.dataSync()]).toEqual([1, 1]);
  });

  it('over one value, is refused by its name', async () => {
    const message = await refusal(start(batchNormalization({ name: 'norm' })), data, 1);
    expect(message).toMatch(
      /^discriminator: its layer 'norm' \(BatchNormalization\) takes the mean of one value/,
    );
  });

  it('allows no reading of the divergence, as D judges batches', async () => {
    const { reports } = await start(batchNormalization()).fit(data, { steps: 1 });
    expect(reports[0]!.divergence).toBeNull();
  });
});
