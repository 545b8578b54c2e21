import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { GameTrainer, type GameTrainerOptions } from 'gan-core/trainer';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

/** A network of one matrix, from the plane to the line. */
function network() {
  const weight = tf.tidy(() => tf.variable(tf.fill([2, 1], 0.5)));
  return {
    apply: (inputs: tf.Tensor) => tf.matMul(inputs as tf.Tensor2D, weight as unknown as tf.Tensor2D),
    trainableWeights: [weight],
    dispose: () => weight.dispose(),
  };
}

const least = (): GameTrainerOptions => ({
  networks: { a: network },
  updates: [{ name: 'fit', trains: ['a'], loss: ({ networks, batch }) => tf.mean(networks.a!(batch.real!)) }],
  sample: (_, count) => tf.ones([count, 1]),
});

const all = (): GameTrainerOptions => ({
  networks: { a: network, b: network },
  updates: [
    {
      name: 'fit',
      trains: ['a'],
      optimizer: adam(),
      times: 2,
      loss: ({ networks, batch }) => ({ mean: tf.mean(networks.a!(batch.real!)) }),
      state: {
        save: () => ({ updates: 0, tensors: {} }),
        restore: () => undefined,
        dispose: () => undefined,
      },
    },
    {
      name: 'given',
      trains: ['b'],
      gradients: ({ networks }) => ({ grads: {}, value: tf.scalar(networks.b!.weights.length) }),
    },
  ],
  moves: 'alternating',
  sample: (_, count) => tf.ones([count, 1]),
  averages: { networks: ['a'], decay: 0.5, warmup: true },
  backend: { name: 'cpu', timeoutMs: 1000 },
  seed: 1,
  callbacks: [{ name: 'mine', onTrainBegin: () => undefined, onStepEnd: () => undefined }],
});

/** Uses a new trainer, and frees it. */
const trainer =
  (use: (trainer: GameTrainer, ...given: never[]) => unknown) =>
  async (...given: never[]) => {
    const made = new GameTrainer(least());
    try {
      return await use(made, ...given);
    } finally {
      made.stop();
      made.dispose();
    }
  };

/** Builds a trainer by the options, and has it do a step. */
async function step(options: GameTrainerOptions): Promise<unknown> {
  const made = new GameTrainer(options);
  try {
    return await made.fit(gaussianRing(), { steps: 1, batchSize: 4, signal: givenUp() });
  } finally {
    made.stop();
    made.dispose();
  }
}

const batch = () => tf.fill([4, 2], 0.25);
/** Names under which the GameTrainer speaks of what its options are made of. */
const parts = ['networks.a', 'networks.b', 'updates[0]', 'updates[1]', 'data', 'callbacks'];

export const recipesOfGames: readonly Recipe[] = [
  recipe(
    'GameTrainer',
    (options: GameTrainerOptions) => new GameTrainer(options),
    () => ({ options: all() }),
  ),
  recipe('GameTrainer, a step', step, () => ({ options: all() }), parts, 3),
  recipe(
    'GameTrainer().fit',
    trainer((made, data, options) => made.fit(data, options)),
    () => ({
      data: { real: batch(), label: tf.zeros([4]) },
      options: { steps: 2, reportEvery: 1, batchSize: 4, signal: givenUp() },
    }),
    ['networks.a'],
  ),
  recipe(
    'GameTrainer().run',
    trainer(async (made, data, options) => {
      for await (const report of made.run(data, options)) return report.step;
      return undefined;
    }),
    () => ({
      data: [{ real: batch() }],
      options: { steps: 2, reportEvery: 1, batchSize: 4, signal: givenUp() },
    }),
    ['networks.a'],
  ),
  recipe(
    'GameTrainer().sample',
    trainer((made, count, options) => made.sample(count, options)),
    () => ({
      count: 4,
      options: { seed: 1, latent: batch(), condition: batch(), weights: 'current' },
    }),
    ['latent', 'condition'],
  ),
  recipe(
    'GameTrainer().ready',
    trainer((made) => made.ready()),
    () => ({}),
  ),
];
