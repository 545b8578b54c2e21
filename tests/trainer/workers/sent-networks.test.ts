import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { game } from './game.mjs';
import { batchNormalizedGenerator, branchedDiscriminator, ForgetfulScale, register } from './networks.mjs';

type Role = 'generator' | 'discriminator';
const both: readonly Role[] = ['generator', 'discriminator'];

/** What a worker's script does: see lacking-worker.mjs. */
interface Script {
  readonly of?: 'perceptrons' | 'branched';
  readonly makes?: readonly Role[];
  readonly registers?: boolean;
  readonly otherLatent?: boolean;
  readonly packing?: number;
}

const workersOf = (script: Script = {}, count = 2) => ({
  count,
  start: () =>
    new Worker(new URL('./lacking-worker.mjs', import.meta.url), {
      workerData: { of: 'perceptrons', makes: [], ...script },
    }),
});

/** Every number of a run's reports, and every weight of both networks after it. */
async function numbersOf(options: Partial<TrainerOptions>, steps = 5): Promise<number[]> {
  const trainer = new Trainer({ ...game, seed: 3, ...options });
  try {
    return await numbersOfRun(trainer, steps);
  } finally {
    trainer.dispose();
  }
}

async function numbersOfRun(trainer: Trainer, steps = 5): Promise<number[]> {
  const { reports } = await trainer.fit(gaussianRing(), { steps, batchSize: 24, reportEvery: 2 });
  const { generator, discriminator } = await trainer.ready();
  const numbers = reports.flatMap((report) => [
    report.discriminatorLoss,
    report.generatorLoss,
    ...Object.values(report.terms),
  ]);
  for (const weight of [...generator.weights!, ...discriminator.weights!]) {
    numbers.push(...(await (weight as tfl.LayerVariable).read().data()));
  }
  return numbers;
}

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
  it('give the numbers of workers that made theirs, to the last bit', async () => {
    const made = await numbersOf({ backend, workers: workersOf({ makes: both }) });
    expect(made.every(Number.isFinite)).toBe(true);
    for (const makes of [[], ['generator'], ['discriminator']] as const) {
      expect(await numbersOf({ backend, workers: workersOf({ makes }) })).toEqual(made);
    }
    expect(await numbersOf({ backend, workers: workersOf({}, 1) })).not.toEqual(made);
  });
  // What follows is about the networks, not about the backend; each worker takes a while to start.
  if (backend !== 'wasm') return;

  it('do so for branches, frozen models within, normalization, dropout, and layers of one’s own', async () => {
    register();
    const options = { generator: batchNormalizedGenerator, discriminator: branchedDiscriminator, backend };
    const made = await numbersOf({ ...options, workers: workersOf({ of: 'branched', makes: both }) });
    expect(made.every(Number.isFinite)).toBe(true);
    expect(await numbersOf({ ...options, workers: workersOf({ registers: true }) })).toEqual(made);
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
      return numbersOf({ generator, discriminator, backend, workers: workersOf({ makes }) });
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
    const numbers = await numbersOf({ ...options, workers: workersOf({ packing: 2 }) });
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(await numbersOf({ ...options, workers: workersOf({ packing: 2, makes: ['generator'] }) })).toEqual(
      numbers,
    );
  });

  it('leave no tensors behind', async () => {
    const before = tf.memory().numTensors;
    await numbersOf({ backend, workers: workersOf() });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that start for a later run train what was trained before, though it was frozen since', async () => {
    const numbers = async (makes: readonly Role[]) => {
      const started: Worker[] = [];
      const { count, start } = workersOf({ makes });
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

describe('a network that can not be sent, or not be rebuilt', () => {
  const { dense } = tfl.layers;
  const failure = (options: Partial<TrainerOptions>, script: Script = {}) =>
    numbersOf({ backend: 'cpu', ...options, workers: workersOf(script, 1) }, 1).then(
      () => undefined,
      (error: Error) => error,
    );
  const discriminatorWith = (...layers: tfl.layers.Layer[]) =>
    tfl.sequential({ layers: [dense({ units: 4, inputShape: [2] }), ...layers, dense({ units: 1 })] });

  it('has no getConfig: the error tells to pass a function', async () => {
    const weight = tf.variable(tf.ones([2, 1]));
    const discriminator = { apply: (x: tf.Tensor) => tf.matMul(x, weight), trainableWeights: [weight] };
    expect(await failure({ discriminator })).toMatchObject({
      code: 'ERR_ARGUMENT',
      argument: 'discriminator',
      message: expect.stringMatching(
        /no getConfig; expected a model of tfjs-layers.*serveGame\(\{ discriminator:/,
      ),
    });
    weight.dispose();
  });

  it('has a getConfig that fails, or gives what no model is made of: the error tells so', async () => {
    const refusing = Object.assign(discriminatorWith(), {
      getConfig() {
        throw new Error('not today');
      },
    });
    expect((await failure({ discriminator: refusing }))?.message).toMatch(
      /its getConfig failed \(not today\)/,
    );
    const uncloneable = Object.assign(discriminatorWith(), { getConfig: () => ({ call: () => 3 }) });
    expect((await failure({ discriminator: uncloneable as never }))?.message).toMatch(
      /its getConfig failed \(.*could not be cloned/,
    );
    const other = Object.assign(discriminatorWith(), { getConfig: () => ({ layers: 3 }) });
    expect((await failure({ discriminator: other as never }))?.message).toMatch(
      /Worker 1:.*can't be rebuilt \(/,
    );
  });

  it('has a layer that the worker does not know: the error tells to register it, with the cause of tfjs', async () => {
    register();
    const error = await failure({
      discriminator: () => discriminatorWith(new ForgetfulScale({ factor: 2 })),
    });
    expect(error).toMatchObject({ code: 'ERR_WORKER', worker: 1 });
    expect(error?.message).toMatch(
      /discriminator: can't be rebuilt: .*'ForgetfulScale'.*serialization\.registerClass\(ForgetfulScale\) before serveGame/,
    );
    expect(String(error?.cause)).toMatch(/^Error: Unknown layer: ForgetfulScale/);
    const normalized = await failure({ discriminator: branchedDiscriminator }, { makes: ['generator'] });
    expect(normalized?.message).toMatch(/registerClass\(Scale\)/);
  });

  it('comes to a worker without tfjs-layers: the error tells to import it', async () => {
    const start = () => new Worker(new URL('./bare-worker.mjs', import.meta.url));
    await expect(numbersOf({ backend: 'cpu', workers: { count: 1, start } }, 1)).rejects.toThrow(
      /generator: can't be rebuilt without tfjs-layers; expected the worker's script to import '@tensorflow\/tfjs-layers'/,
    );
  });

  it('has a layer that leaves an option out of getConfig: no other network is trained instead', async () => {
    const discriminator = () => discriminatorWith(new ForgetfulScale({ factor: 2 }));
    expect((await failure({ discriminator }, { registers: true }))?.message).toMatch(
      /Worker 1: ArgumentError: discriminator: gives other outputs than the Trainer's/,
    );
  });

  it('is for other noise than the worker’s', async () => {
    expect((await failure({}, { otherLatent: true }))?.message).toMatch(
      /generator: gives other outputs .* Pass the same `latent`/,
    );
  });

  it('shares a layer with the other: no copies of it are trained instead', async () => {
    const shared = dense({ units: 2, inputShape: [2] });
    const generator = tfl.sequential({ layers: [shared, dense({ units: 2 })] });
    const input = tfl.input({ shape: [2] });
    const outputs = dense({ units: 1 }).apply(shared.apply(input)) as tfl.SymbolicTensor;
    const discriminator = tfl.model({ inputs: input, outputs });
    expect((await failure({ generator, discriminator }))?.message).toMatch(
      /differs from the Trainer's.*number 1 again.*pass networks that share layers to serveGame/,
    );
    tf.dispose([...generator.weights, ...discriminator.weights].map((weight) => weight.read()));
  });

  it('has a single weight that is frozen, which getConfig does not tell', async () => {
    const discriminator = () => {
      const input = tfl.input({ shape: [2] });
      const hidden = dense({ units: 4 });
      const outputs = dense({ units: 1 }).apply(hidden.apply(input)) as tfl.SymbolicTensor;
      hidden.weights[0]!.trainable = false;
      return tfl.model({ inputs: input, outputs });
    };
    expect((await failure({ discriminator }))?.message).toMatch(
      /has other weights than the Trainer's.*Freeze whole layers/,
    );
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
