import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { adam, GameTrainer, gaussianRing, nonSaturatingLoss, normalLatent, Trainer } from 'gan-core';
import { type ExportedFiles, exportGenerator } from 'gan-core/export';
import { registerLayers } from 'gan-core/models';
import { afterAll, describe, expect, it } from 'vitest';
import { inputsFor, outputsOf, withRandomWeights } from './run-model';
import { wholeNetworks } from './whole-networks';

const generator = () =>
  sequential({
    layers: [
      layers.dense({ inputShape: [4], units: 8, activation: 'relu' }),
      layers.batchNormalization(),
      layers.dense({ units: 2 }),
    ],
  });
const discriminator = () =>
  sequential({
    layers: [layers.dense({ inputShape: [2], units: 4, activation: 'relu' }), layers.dense({ units: 1 })],
  });

/** Loads a model from its files, as tfjs-layers does from anywhere. */
async function loaded(files: ExportedFiles): Promise<LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(files['model.json'] as string);
  const weightData = (files['weights.bin'] as Uint8Array<ArrayBuffer>).slice().buffer;
  const weightSpecs = weightsManifest[0].weights;
  return loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
}

function valuesOf(tensors: readonly tf.Tensor[]): number[][] {
  return tensors.map((tensor) => [...tensor.dataSync()]);
}

describe("the format 'tfjs'", () => {
  it.each(Object.entries(wholeNetworks))('%s: a loaded model gives the same', async (_, make) => {
    registerLayers();
    const model = withRandomWeights(make());
    const inputs = inputsFor(model);
    const again = await loaded(await exportGenerator(model, { format: 'tfjs' }));
    expect(valuesOf(outputsOf(again, inputs))).toEqual(valuesOf(outputsOf(model, inputs)));
    again.dispose();
    model.dispose();
  });

  it('is what `model.save` writes, and is loaded by its address', async () => {
    const model = withRandomWeights(wholeNetworks.dcgan!());
    const files = await exportGenerator(model, { format: 'tfjs' });
    let saved: tf.io.ModelArtifacts | undefined;
    const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: 'JSON' } as const;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo };
      }),
    );
    const { format, modelTopology, weightsManifest } = JSON.parse(files['model.json'] as string);
    expect(format).toBe(saved!.format);
    expect(modelTopology).toEqual(JSON.parse(JSON.stringify(saved!.modelTopology)));
    expect(weightsManifest).toEqual([{ paths: ['weights.bin'], weights: saved!.weightSpecs }]);
    expect(files['weights.bin']).toEqual(new Uint8Array(saved!.weightData as ArrayBuffer));

    const server = createServer(
      (request, response) => void response.end(files[request.url!.slice(1)]),
    ).listen(0);
    await once(server, 'listening');
    const again = await loadLayersModel(
      `http://localhost:${(server.address() as AddressInfo).port}/model.json`,
    );
    server.close();
    const inputs = inputsFor(model);
    expect(valuesOf(outputsOf(again, inputs))).toEqual(valuesOf(outputsOf(model, inputs)));
    again.dispose();
    model.dispose();
  });
});

describe("a trainer's networks", () => {
  const latent = tf.randomNormal([5, 4], 0, 1, 'float32', 1);
  afterAll(() => latent.dispose());
  const samplesOf = async (files: ExportedFiles) => {
    const model = await loaded(files);
    const samples = [...(model.predict(latent) as tf.Tensor).dataSync()];
    model.dispose();
    return samples;
  };

  it('are written with the averages in place, or as training has them, and stay as they are', async () => {
    const trainer = new Trainer({
      generator,
      discriminator,
      latent: normalLatent(4),
      generatorEma: { decay: 0.9 },
      seed: 1,
    });
    await trainer.fit(gaussianRing(), { steps: 5, batchSize: 8 });
    const { generator: model } = await trainer.ready();
    const before = valuesOf(model.getWeights());
    const tensors = tf.memory().numTensors;
    const average = await exportGenerator(trainer, { format: 'tfjs' });
    const current = await exportGenerator(trainer, { format: 'tfjs', weights: 'current' });
    for (const format of ['onnx', 'pytorch'] as const) await exportGenerator(trainer, { format });
    expect(tf.memory().numTensors).toBe(tensors);
    expect(valuesOf(model.getWeights())).toEqual(before);
    const drawn = async (weights: 'average' | 'current') => [
      ...(await trainer.sample(5, { latent, weights })).dataSync(),
    ];
    const [wanted, wantedNow] = [await drawn('average'), await drawn('current')];
    expect(wanted).not.toEqual(wantedNow);
    expect(await samplesOf(average)).toEqual(wanted);
    expect(await samplesOf(current)).toEqual(wantedNow);

    const names = Object.keys(await exportGenerator(trainer, { format: 'onnx', network: 'discriminator' }));
    expect(names).toEqual(['discriminator.onnx']);
    await expect(exportGenerator(trainer, { format: 'onnx', network: 'g' })).rejects.toThrow(
      "network: got 'g'; expected one of generator, discriminator.",
    );
    trainer.dispose();
    await expect(exportGenerator(trainer, { format: 'onnx' })).rejects.toThrow('trainer: was disposed of');
  });

  it('of a GameTrainer go by their names', async () => {
    const noise = normalLatent(4);
    const loss = nonSaturatingLoss();
    const trainer = new GameTrainer({
      networks: { g: generator, d: discriminator },
      batch: ['real'],
      updates: [
        {
          name: 'g',
          trains: ['g'],
          optimizer: adam(),
          loss: ({ networks: { g, d }, random }) => loss.generator({ fake: d(g(noise.sample(8, random))) }),
        },
      ],
      averages: { networks: ['g'], decay: 0.9 },
      sample: ({ networks: { g } }, _, { latent: given }) => g(given!),
      seed: 1,
    });
    await trainer.fit(gaussianRing(), { steps: 3, batchSize: 8 });
    const files = await exportGenerator(trainer, { format: 'tfjs', network: 'g' });
    expect(await samplesOf(files)).toEqual([...(await trainer.sample(5, { latent })).dataSync()]);
    await expect(exportGenerator(trainer, { format: 'onnx' })).rejects.toThrow(
      "network: got 'generator'; expected one of g, d.",
    );
    trainer.dispose();
  });
});

describe('what can not be written is refused', () => {
  const refused = async (source: unknown, options: object): Promise<string> => {
    const attempt = exportGenerator(source as never, { format: 'onnx', ...options } as never);
    return attempt.then(
      () => 'nothing',
      (error) => error.message,
    );
  };

  it('no model, or one that is not built or is gone', async () => {
    expect(await refused({ apply: () => 1, trainableWeights: [] }, {})).toBe(
      'source: got an object with apply, trainableWeights; expected a Trainer, a GameTrainer, or a sequential or functional model of tfjs-layers.',
    );
    expect(await refused(sequential(), {})).toMatch(/^source: is a model that isn't built/);
    const gone = generator();
    gone.dispose();
    expect(await refused(gone, {})).toMatch(/^source: has weights that were disposed of/);
  });

  it('another format, name or weights', async () => {
    const model = discriminator();
    expect(await refused(model, { format: 'keras' })).toBe(
      "format: got the string 'keras'; expected 'tfjs', 'pytorch' or 'onnx'.",
    );
    expect(await refused(model, { name: '../x' })).toMatch(/^name: got the string '..\/x'/);
    expect(await refused(model, { weights: 'best' })).toMatch(/^weights: /);
    expect(await refused(model, { ema: true })).toMatch(/unknown key 'ema'/);
    model.dispose();
  });
});
