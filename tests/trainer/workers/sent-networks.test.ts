import type { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { game } from './game.mjs';
import { batchNormalizedGenerator, branchedDiscriminator, register } from './networks.mjs';
import { numbersOf, numbersOfRun, type Role, workersOf } from './workers-of';

const both: readonly Role[] = ['generator', 'discriminator'];

/** The model, saved and loaded again, as from a file. */
async function loaded(model: tfl.LayersModel): Promise<tfl.LayersModel> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(saved) };
    }),
  );
  model.dispose();
  return tfl.loadLayersModel(tf.io.fromMemory(artifacts!));
}

describeOnBackends('workers without networks of their own', (backend) => {
  it('give the numbers of workers that made theirs, to the last bit, and leave no tensors', async () => {
    const made = await numbersOf({ backend, workers: workersOf({ makes: both }) });
    expect(made.every(Number.isFinite)).toBe(true);
    const before = tf.memory().numTensors;
    expect(await numbersOf({ backend, workers: workersOf() })).toEqual(made);
    expect(tf.memory().numTensors).toBe(before);
    expect(await numbersOf({ backend })).not.toEqual(made);
    if (backend !== 'wasm') return;
    const starts = both.map((role) => workersOf({ makes: [role] }).start);
    const eachLacksAnother = { count: 2, start: () => starts.pop()!() };
    expect(await numbersOf({ backend, workers: eachLacksAnother })).toEqual(made);
  });
  // What follows is about the networks, not about the backend; each worker takes a while to start, and one will do.
  if (backend !== 'wasm') return;

  it('do so for branches, frozen models within, normalization, dropout, and layers of one’s own', async () => {
    register();
    const options = { generator: batchNormalizedGenerator, discriminator: branchedDiscriminator, backend };
    const made = await numbersOf({ ...options, workers: workersOf({ of: 'branched', makes: both }, 1) });
    expect(made.every(Number.isFinite)).toBe(true);
    expect(await numbersOf({ ...options, workers: workersOf({ registers: true }, 1) })).toEqual(made);
  });

  it('do so for models from files, which have the same names in both', async () => {
    const player = (units: number) =>
      tfl.sequential({
        layers: [
          tfl.layers.dense({ units: 8, activation: 'tanh', inputShape: [2], name: 'hidden' }),
          tfl.layers.dense({ units, name: 'last' }),
        ],
      });
    const files = await Promise.all([2, 1].map(async (units) => loaded(player(units))));
    const start = files.map((model) => model.getWeights().map((weight) => weight.clone()));
    const numbers = async (makes: readonly Role[]) => {
      for (const [index, model] of files.entries()) model.setWeights(start[index]!);
      const [generator, discriminator] = files as [tfl.LayersModel, tfl.LayersModel];
      return numbersOf({ generator, discriminator, backend, workers: workersOf({ makes }, 1) });
    };
    expect(await numbers([])).toEqual(await numbers(both));
    for (const model of files) model.dispose();
    tf.dispose(start);
  });

  it('do so where D judges packs', async () => {
    const discriminator = () =>
      tfl.sequential({
        layers: [
          tfl.layers.dense({ units: 8, activation: 'relu', inputShape: [4] }),
          tfl.layers.dense({ units: 1 }),
        ],
      });
    const options = { discriminator, packing: 2, backend };
    const numbers = await numbersOf({ ...options, workers: workersOf({ packing: 2 }, 1) });
    expect(numbers.every(Number.isFinite)).toBe(true);
    const lacking = workersOf({ packing: 2, makes: ['generator'] }, 1);
    expect(await numbersOf({ ...options, workers: lacking })).toEqual(numbers);
  });

  it('that start for a later run train what was trained before, though it was frozen since', async () => {
    const numbers = async (makes: readonly Role[]) => {
      const started: Worker[] = [];
      const { count, start } = workersOf({ makes }, 1);
      const keep = () => {
        const worker = start();
        started.push(worker);
        return worker;
      };
      const trainer = new Trainer({ ...game, backend, seed: 3, workers: { count, start: keep } });
      await numbersOfRun(trainer);
      const { discriminator } = await trainer.ready();
      (discriminator as tfl.LayersModel).layers[0]!.trainable = false;
      await Promise.all(started.map((worker) => worker.terminate()));
      await expect(numbersOfRun(trainer)).rejects.toThrow('ended');
      const later = await numbersOfRun(trainer);
      trainer.dispose();
      expect(started).toHaveLength(2 * count);
      return later;
    };
    expect(await numbers([])).toEqual(await numbers(both));
  });
});

it('networks that workers made are the Trainer’s only if the same weights are trained', async () => {
  const discriminator = () => {
    const model = game.discriminator as () => tfl.Sequential;
    const made = model();
    made.layers[0]!.trainable = false;
    return made;
  };
  await expect(
    numbersOf({ backend: 'cpu', discriminator, workers: workersOf({ makes: both }, 1) }, 1),
  ).rejects.toThrow(/game: differs from the Trainer's.*freeze the same layers/);
});
