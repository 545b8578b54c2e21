import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { createRandom } from 'gan-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { leCamPenalty } from 'gan-core/penalties';
import { type Callback, measureDivergence, type TrainableModel, Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';

const ring = gaussianRing();
const hooks = ['onTrainBegin', 'onStepEnd', 'onMeasure', 'onReport', 'onTrainEnd'] as const;

/** tfjs as it is, as far as a run changes it. */
function tfjsNow(backend: string) {
  const gradients = (globalThis as never as { _tfGlobals: Map<string, Map<string, object>> })._tfGlobals.get(
    'gradRegistry',
  )!;
  return {
    tensors: tf.memory().numTensors,
    gradients: new Map(gradients),
    tape: Object.hasOwn(tf.engine(), 'addTapeNode'),
    kernel: tf.getKernel('BatchMatMul', backend),
    random: Math.random,
  };
}

/**
 * A run that comes by `visit` at each point at which code that isn't the Trainer's runs: the factories, each layer of noise, data,
 * both networks, penalty, and hooks, before and after what they wait for.
 */
function run(backend: 'cpu' | 'wasm', signal: AbortSignal, visit: () => void) {
  const models: tfl.LayersModel[] = [];
  const visited = (factory: () => tfl.LayersModel) => (): TrainableModel => {
    visit();
    const model = factory();
    models.push(model);
    return {
      get trainableWeights() {
        return model.trainableWeights as TrainableModel['trainableWeights'];
      },
      get layers() {
        return model.layers;
      },
      apply: (x, kwargs) => {
        visit();
        return model.apply(x, kwargs);
      },
      dispose: () => model.dispose(),
    } as TrainableModel;
  };
  const waiting = Object.fromEntries(
    hooks.map((hook) => [
      hook,
      () => {
        visit();
        if (hook === 'onStepEnd' || hook === 'onMeasure')
          return hook === 'onMeasure' ? Promise.resolve(null) : undefined;
        return new Promise<void>((resolve) => setTimeout(resolve)).then(visit);
      },
    ]),
  );
  const penalty = leCamPenalty();
  const latent = normalLatent(2);
  const trainer = new Trainer({
    generator: visited(perceptron(2, [4], 2)),
    discriminator: visited(perceptron(2, [4], 1)),
    latent: {
      ...latent,
      sample: (count, random) => {
        visit();
        return latent.sample(count, random);
      },
    },
    terms: [
      {
        ...penalty,
        compute: (inputs) => {
          visit();
          return penalty.compute(inputs);
        },
      },
    ],
    discriminatorSteps: 2,
    generatorEma: { decay: 0.9 },
    callbacks: [{ name: 'points', ...waiting } as Callback],
    backend,
  });
  async function* data() {
    try {
      for (let count = 0; ; count++) {
        await new Promise((resolve) => setTimeout(resolve));
        visit();
        const batch = ring.sample(4, createRandom(count));
        try {
          yield batch;
        } finally {
          batch.dispose();
        }
      }
    } finally {
      visit();
      await Promise.resolve();
      visit();
    }
  }
  return { trainer, models, fit: trainer.fit(data(), { steps: 14, reportEvery: 4, signal }) };
}

describeOnBackends('an abort', (backend) => {
  it('at each of 200 points of a run: rejects with its reason, and leaves tensors and tfjs as before', {
    timeout: 180_000, // 200 runs, where other tests may have most of the machine
  }, async () => {
    const before = tfjsNow(backend);
    let points = 0;
    const whole = run(backend as 'cpu', new AbortController().signal, () => points++);
    await expect(whole.fit).resolves.toMatchObject({ outcome: { reason: 'completed' } });
    whole.trainer.dispose();
    expect(tfjsNow(backend)).toEqual(before);
    expect(points).toBeGreaterThanOrEqual(200);
    const chosen = Array.from({ length: 200 }, (_, index) => Math.round((index * (points - 1)) / 199) + 1);
    expect(new Set(chosen).size).toBe(200);
    for (const point of chosen) {
      const controller = new AbortController();
      const reason = new Error(`at point ${point}`);
      let visits = 0;
      const { trainer, models, fit } = run(backend as 'cpu', controller.signal, () => {
        if (++visits === point) controller.abort(reason);
      });
      await expect(fit).rejects.toBe(reason);
      expect(reason.cause).toBeUndefined();
      const patched = models.flatMap(({ layers }) => layers).filter((layer) => Object.hasOwn(layer, 'call'));
      expect(patched).toEqual([]);
      trainer.dispose();
      expect(tfjsNow(backend), reason.message).toEqual(before);
    }
  });
});

describeOnBackends('an abort at a moment of its own, by a timer', (backend) => {
  it('comes through while a measurement is under way, too', async () => {
    const before = tfjsNow(backend);
    for (const milliseconds of [1, 20, 60, 150]) {
      const trainer = new Trainer({
        generator: perceptron(2, [4], 2),
        discriminator: perceptron(2, [4], 1),
        latent: normalLatent(2),
        callbacks: [measureDivergence({ every: 1, samples: 500 })],
        backend,
      });
      const signal = AbortSignal.timeout(milliseconds);
      const options = { steps: 1e6, reportEvery: 1, signal };
      const error = await trainer.fit(ring, options).catch((caught: unknown) => caught);
      expect(error).toBe(signal.reason);
      await new Promise((resolve) => setTimeout(resolve, 50)); // the measurement ends at its next pause
      trainer.dispose();
      expect(tfjsNow(backend)).toEqual(before);
    }
  });
});
