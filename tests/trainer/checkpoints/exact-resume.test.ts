import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import { input, layers, model } from '@tensorflow/tfjs-layers';
import { memoryStore } from 'gan-core/checkpoints';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss, wassersteinLoss, withLabelNoise } from 'gan-core/losses';
import { adam, adamW, cosineDecay, rmsProp, withGradientAccumulation } from 'gan-core/optimizers';
import { leCamPenalty, wganGpPenalty } from 'gan-core/penalties';
import {
  type Callback,
  GameTrainer,
  Trainer,
  type TrainerOptions,
  type TrainingData,
} from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { adversarialGame } from '../updates/adversarial-game';

/** Steps of the run that is never stopped. */
const STEPS = 23;
const BATCH = 6;
const run = { reportEvery: 5, batchSize: BATCH } as const;

/** Points of the ring, and a label each. */
const points = () => gaussianRing().sample(20, createRandom(1));
const labels = () =>
  tf.tensor1d(
    Array.from({ length: 20 }, (_, row) => row % 8),
    'int32',
  );

/** All forms of data, with labels or without; each call makes what a new process would have. */
const dataOf: Record<string, (labeled: boolean) => TrainingData> = {
  'a tensor': (labeled) => (labeled ? { real: points(), condition: labels() } : points()),
  'a sampler': (labeled) => ({
    shape: [2],
    sample: (count, random) => {
      const real = gaussianRing().sample(count, random);
      return labeled ? { real, condition: tf.fill([count], random.integer(8), 'int32') } : real;
    },
  }),
  'a shuffled dataset of tfjs-data': (labeled) => {
    const rows = points().arraySync() as number[][];
    const items = labeled ? rows.map((xs, row) => ({ xs, ys: row % 8 })) : rows;
    const set = tfdata.array(items as tf.TensorContainer[]).shuffle(20, '7');
    const batches = set.batch(BATCH) as tfdata.Dataset<tf.TensorContainer>;
    return labeled
      ? (batches.map((batch) => {
          const { xs, ys } = batch as { xs: tf.Tensor; ys: tf.Tensor };
          return { xs, ys: tf.cast(ys, 'int32') };
        }) as never)
      : (batches as never);
  },
  'an async iterable': (labeled) => {
    const random = createRandom(3);
    return {
      async *[Symbol.asyncIterator]() {
        const ofPass = random.fork(); // each pass another order
        for (let batch = 0; batch < 3; batch++) {
          await Promise.resolve();
          const real = gaussianRing().sample(BATCH, ofPass);
          yield labeled ? { real, condition: tf.fill([BATCH], batch, 'int32') } : real;
        }
      },
    };
  },
};

const plain = (): TrainerOptions => ({
  generator: perceptron(3, [5], 2),
  discriminator: perceptron(2, [5], 1),
  latent: normalLatent(3),
  seed: 4,
});
/** A network on values and an embedded label. */
const conditional = (values: number, outputs: number) => () => {
  const [given, label] = [input({ shape: [values] }), input({ shape: [], dtype: 'int32' })];
  const embedded = layers.embedding({ inputDim: 8, outputDim: 2 }).apply(label);
  const joined = layers.concatenate().apply([given, embedded as typeof given]);
  const hidden = layers.dense({ units: 5, activation: 'relu' }).apply(joined);
  const normalized = layers.batchNormalization().apply(hidden);
  const dropped = layers.dropout({ rate: 0.2 }).apply(normalized);
  const result = layers.dense({ units: outputs }).apply(dropped);
  return model({ inputs: [given, label], outputs: result as typeof given });
};

const games: Record<string, { labeled: boolean; options: () => TrainerOptions }> = {
  'LeCam and averages': {
    labeled: false,
    options: () => ({
      ...plain(),
      loss: withLabelNoise(nonSaturatingLoss(), { share: 0.1, random: createRandom(9) }),
      terms: [leCamPenalty({ weight: 0.3 })],
      generatorEma: { decay: 0.9 },
      generatorOptimizer: adam({ learningRate: cosineDecay({ from: 2e-3, steps: STEPS }) }),
    }),
  },
  conditional: {
    labeled: true,
    options: () => ({
      generator: conditional(3, 2),
      discriminator: conditional(2, 1),
      latent: normalLatent(3),
      generatorOptimizer: withGradientAccumulation(adamW(), 3),
      seed: 4,
    }),
  },
  'WGAN-GP by an optimizer of tfjs': {
    labeled: false,
    options: () => ({
      ...plain(),
      loss: wassersteinLoss(),
      terms: [wganGpPenalty({ every: 4 })],
      discriminatorSteps: 2,
      discriminatorOptimizer: tf.train.adam(1e-3),
      generatorOptimizer: rmsProp(),
    }),
  },
};

/** All that a run gives: its reports but for the time, its weights, samples by a seed and by the trainer's own stream. */
async function resultsOf(trainer: Trainer | GameTrainer, condition?: tf.Tensor) {
  const samples: number[][] = [];
  for (const seed of [1, undefined])
    samples.push([
      ...(await trainer.sample(4, { ...(seed && { seed }), ...(condition && { condition }) })).dataSync(),
    ]);
  const { networks, ...two } = (await trainer.ready()) as { networks?: object };
  const models = Object.values(networks ?? two) as { getWeights?(): tf.Tensor[] }[];
  const weights = models.flatMap(
    (each) => each?.getWeights?.().map((weight) => [...weight.dataSync()]) ?? [],
  );
  const reports = trainer.reports.map(({ seconds: _, ...report }) => report);
  trainer.dispose();
  return { reports, samples, weights };
}

/** Saves at a step, and is killed at a later one. */
function killedAt(step: number, save: number, store = memoryStore()) {
  const killer = new AbortController();
  let saved: Promise<unknown> | undefined;
  const callback: Callback<never, { save: Trainer['save'] }, never> = {
    name: 'killer',
    onStepEnd(now, trainer) {
      if (now === save) saved = trainer.save(store);
      if (now === step) killer.abort(new Error('killed'));
    },
  };
  return { callback, signal: killer.signal, store, saved: () => saved };
}

/** Three stops, drawn by a seed: the step that is saved, and that of the kill. */
const stops = (seed: number) =>
  [0, 1, 2].map((index) => {
    const random = createRandom(seed).fork();
    for (let draw = 0; draw < index; draw++) random.next();
    const saved = 1 + random.integer(STEPS - 2);
    return { saved, killed: saved + random.integer(STEPS - saved) };
  });

describeOnBackends('a killed run that is resumed gives what one that never stopped gives, to the bit', () => {
  for (const [game, { options, labeled }] of Object.entries(games)) {
    for (const [form, data] of Object.entries(dataOf)) {
      it(`${game}, on ${form}`, async () => {
        const condition = labeled ? tf.tensor1d([1, 2, 3, 4], 'int32') : undefined;
        const whole = new Trainer(options());
        await whole.fit(data(labeled), { steps: STEPS, ...run });
        const expected = await resultsOf(whole, condition);
        for (const { saved, killed } of stops(game.length * 31 + form.length)) {
          const { callback, signal, store, ...kill } = killedAt(killed, saved);
          const first = new Trainer({ ...options(), callbacks: [callback as never] });
          const running = first.fit(data(labeled), { steps: STEPS, ...run, signal });
          await expect(running).rejects.toThrow('killed');
          await kill.saved();
          first.dispose();
          const second = new Trainer(options());
          expect(await second.restore(store)).toEqual({ step: saved });
          await second.fit(data(labeled), { until: STEPS, ...run });
          expect(await resultsOf(second, condition)).toEqual(expected);
        }
      });
    }
  }

  it('a GameTrainer with averages, on a tensor and on a dataset', async () => {
    const make = (callbacks: object[] = []) =>
      new GameTrainer({
        ...adversarialGame(),
        averages: { networks: ['g'], decay: 0.9 },
        callbacks: callbacks as never,
      });
    for (const data of [
      () => ({ real: points() }),
      () =>
        tfdata
          .array(points().arraySync() as number[][])
          .map((real) => ({ real }))
          .shuffle(20, '7')
          .batch(BATCH),
    ]) {
      const whole = make();
      await whole.fit(data() as never, { steps: STEPS, ...run });
      const expected = await resultsOf(whole);
      const { callback, signal, store, ...kill } = killedAt(14, 12);
      const first = make([callback]);
      await expect(first.fit(data() as never, { steps: STEPS, ...run, signal })).rejects.toThrow('killed');
      await kill.saved();
      first.dispose();
      const second = make();
      expect(await second.restore(store)).toEqual({ step: 12 });
      await second.fit(data() as never, { until: STEPS, ...run });
      expect(await resultsOf(second)).toEqual(expected);
    }
  });
});
