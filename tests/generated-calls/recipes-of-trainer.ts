import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError } from 'gan-core';
import * as backends from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { measureDivergence, Trainer, type TrainerOptions } from 'gan-core/trainer';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

/** A network of one matrix, from the plane to as many outputs. */
function network(outputs: number) {
  const weight = tf.tidy(() => tf.variable(tf.fill([2, outputs], 0.5)));
  return {
    apply: (inputs: tf.Tensor) => tf.matMul(inputs as tf.Tensor2D, weight as unknown as tf.Tensor2D),
    trainableWeights: [weight],
    dispose: () => weight.dispose(),
  };
}

const least = () => ({
  generator: () => network(2),
  discriminator: () => network(1),
  latent: normalLatent(2),
});
const batch = () => tf.fill([4, 2], 0.25);

/** Uses a new trainer, and frees it. */
const trainer =
  (use: (trainer: Trainer, ...given: never[]) => unknown, options: () => TrainerOptions = least) =>
  async (...given: never[]) => {
    const made = new Trainer(options());
    try {
      return await use(made, ...given);
    } finally {
      made.stop();
      made.dispose();
    }
  };

/** Builds a trainer by the options, and has it do a step. */
async function step(options: TrainerOptions): Promise<unknown> {
  const made = new Trainer(options);
  try {
    return await made.fit(gaussianRing(), { steps: 1, batchSize: 4, signal: givenUp() });
  } finally {
    made.stop();
    made.dispose();
  }
}

const all = () => ({
  generator: () => network(2),
  discriminator: () => network(1),
  latent: normalLatent(2),
  loss: nonSaturatingLoss(),
  discriminatorSteps: 1,
  generatorSteps: 2,
  generatorOptimizer: adam(),
  discriminatorOptimizer: adam(),
  packing: 1,
  terms: [r1Penalty()],
  generatorEma: { decay: 0.5, warmup: true },
  backend: { name: 'cpu', timeoutMs: 1000 },
  seed: 1,
  callbacks: [{ name: 'mine', onTrainBegin: () => undefined, onStepEnd: () => undefined }],
});
/** Names under which the Trainer speaks of what its options are made of. */
const parts = ['latent', 'generator', 'discriminator', 'loss', 'data', 'callbacks'];

export const recipesOfTrainer: readonly Recipe[] = [
  recipe(
    'Trainer',
    (options: TrainerOptions) => new Trainer(options),
    () => ({ options: all() }),
  ),
  recipe('Trainer, a step', step, () => ({ options: all() }), parts, 3),
  recipe(
    'Trainer, a step with models',
    step,
    () => {
      const { dispose: _, ...generator } = network(2);
      const { dispose: __, ...discriminator } = network(1);
      return { options: { generator, discriminator, latent: normalLatent(2) } };
    },
    parts,
  ),
  recipe(
    'Trainer, a step with callbacks',
    step,
    () => ({
      options: {
        ...least(),
        callbacks: [
          {
            name: 'mine',
            onMeasure: async () => null,
            onReport: () => undefined,
            onTrainEnd: () => undefined,
          },
        ],
      },
    }),
    parts,
  ),
  recipe(
    'Trainer().fit',
    trainer((made, data, options) => made.fit(data, options)),
    () => ({
      data: [batch(), batch()],
      options: { steps: 2, reportEvery: 1, batchSize: 4, signal: givenUp() },
    }),
  ),
  recipe(
    'Trainer().run',
    trainer(async (made, data, options) => {
      for await (const report of made.run(data, options)) return report.step;
      return undefined;
    }),
    () => ({
      data: batch(),
      options: { steps: 2, reportEvery: 1, batchSize: 4, signal: givenUp() },
    }),
  ),
  recipe(
    'Trainer().sample',
    trainer((made, count, options) => made.sample(count, options)),
    () => ({
      count: 3,
      options: { seed: 1 },
    }),
    ['latent'],
  ),
  recipe(
    'Trainer().sample',
    trainer((made, count, options) => made.sample(count, options)),
    () => ({
      count: 4,
      options: { latent: batch() },
    }),
    ['latent'],
  ),
  recipe(
    'Trainer().measure',
    trainer((made, data, options) => made.measure(data, options)),
    () => ({
      data: tf.randomNormal([24, 2], 0, 1, 'float32', 1),
      options: {
        by: 'energy',
        samples: 20,
        features: (samples: tf.Tensor) => samples,
        seed: 1,
        signal: givenUp(),
        confidence: 0.9,
      },
    }),
    [],
    4,
  ),
  recipe(
    'Trainer().measure',
    trainer((made, data, options) => made.measure(data, options)),
    () => ({
      data: batch(),
      options: { by: async () => ({ value: 1, interval: [0, 2] }), samples: 4, signal: givenUp() },
    }),
    ['samples', 'data'],
  ),
  recipe(
    'Trainer().ready',
    trainer((made) => made.ready().then(() => undefined)),
    () => ({}),
  ),
  recipe(
    'Trainer().stop',
    trainer((made) => made.stop()),
    () => ({}),
  ),
  recipe(
    'Trainer().dispose',
    trainer((made) => made.dispose()),
    () => ({}),
  ),
  recipe('measureDivergence', measureDivergence, () => ({
    options: {
      every: 2,
      data: [batch()],
      by: 'kl',
      samples: 20,
      features: (samples: tf.Tensor) => samples,
      seed: 1,
      confidence: 0.9,
    },
  })),
  recipe(
    'useBackend',
    async (...given: never[]) => {
      const active = await (backends.useBackend as (...given: never[]) => Promise<backends.ActiveBackend>)(
        ...given,
      );
      active.restore();
      await tf.setBackend('cpu');
    },
    () => ({ backend: 'cpu', options: { timeoutMs: 1000 } }),
  ),
  recipe(
    'useBackend',
    async (...given: never[]) => {
      const active = await (backends.useBackend as (...given: never[]) => Promise<backends.ActiveBackend>)(
        ...given,
      );
      active.restore();
      await tf.setBackend('cpu');
    },
    () => ({ backend: { name: 'cpu', timeoutMs: 1000 } }),
  ),
  recipe('checkBackendSettings', backends.checkBackendSettings, () => ({
    backend: {
      name: 'wasm',
      timeoutMs: 1000,
      wasmPaths: 'https://example.org/',
      threads: 2,
      winograd: false,
    },
  })),
  recipe('tfjsNameOf', backends.tfjsNameOf, () => ({ name: 'node-gpu' })),
  recipe('backendNames', backends.backendNames, () => ({})),
  recipe('backendPrecision', backends.backendPrecision, () => ({})),
  recipe('watchDevice', backends.watchDevice, () => ({})),
  recipe('isGanCoreError', isGanCoreError as Recipe['call'], () => ({
    error: new Error('plain'),
    code: 'ERR_ARGUMENT',
  })),
];
